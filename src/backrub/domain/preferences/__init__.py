"""What a receiver likes, learned by asking almost nothing (CONTRACT "Preferences")."""

from backrub.domain.preferences.elo import Elo
from backrub.domain.preferences.evening import EveningTaste, Form, Liking
from backrub.domain.preferences.places import LEARNED
from backrub.domain.preferences.taste import Taste
from backrub.domain.preferences.written import UnreadableTaste

__all__ = ["LEARNED", "Elo", "EveningTaste", "Form", "Liking", "Taste", "UnreadableTaste"]
