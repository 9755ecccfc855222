"""Wire the language a person chose; until they choose, it is empty."""

from backrub.bootstrap.house import House
from backrub.bootstrap.keepsakes import Form, Held, change_held, held
from backrub.content.languages import languages
from backrub.documents.language_json import read_language, write_language
from backrub.domain.errors import BadInput

_LANGUAGE: Form[str] = Form("language", read_language, write_language, empty="", damaged="")


def chosen_by(house: House, person_id: str) -> Held[str]:
    """Return the code of the language a person chose, "" for what their browser asks for.

    Raises: StoreUnavailable.
    """
    return held(house.keepsakes, person_id, _LANGUAGE)


def choose_language(house: House, person_id: str, code: str) -> None:
    """Keep the language a person chose; "" lets their browser decide again.

    Raises: BadInput, if nobody wrote it; SequenceConflict; StoreUnavailable.
    """
    if code and code not in languages():
        raise BadInput("The language: choose one of those on the page.")
    change_held(house.keepsakes, person_id, _LANGUAGE, lambda _: code)
