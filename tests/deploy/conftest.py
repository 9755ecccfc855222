import subprocess

import pytest

from tests.deploy.files import FOLDER


@pytest.fixture
def secrets(tmp_path):
    """Give the secrets as the script that comes along makes them."""
    script = tmp_path / "make-secrets"
    script.write_bytes((FOLDER / "make-secrets").read_bytes())
    subprocess.run(["sh", script], check=True, timeout=20)
    return tmp_path / "secrets"
