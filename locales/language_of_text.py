"""Whether a text can be in the language it is given as: what its letters and its words tell.

Nobody can tell more without knowing the language; what is found here is certainly wrong.
"""

import re
import unicodedata
from difflib import SequenceMatcher

from locales.languages import LANGUAGES, SOURCE

WORDS_THAT_TELL = 4  # so many words of the original are no accident of two languages
KEPT = 0.75  # of the original's words, in their order; names alone never are so many
IN_SCRIPT = 0.5  # of the letters that are not in the original's words
SCRIPTS = {"Latn": "LATIN", "Arab": "ARABIC", "Cyrl": "CYRILLIC", "Ethi": "ETHIOPIC"}

_WORD = re.compile(r"\b[^\W\d_]+\b")  # none with digits: codes and numbers are no words
_TATWEEL = "\u0640"  # stretches a letter; alone it is a line


def is_copied(source: str, text: str, tag: str) -> bool:
    """Whether a text still is its German original, if with another word or sign."""
    if tag.partition("-")[0] == SOURCE:
        return False
    german = _WORD.findall(source)
    if len(german) < WORDS_THAT_TELL:
        return False
    words = _WORD.findall(text.casefold())
    match = SequenceMatcher(None, [word.casefold() for word in german], words, autojunk=False)
    runs = match.get_matching_blocks()
    kept = [word for run in runs for word in german[run.a : run.a + run.size]]
    # A list of names stays as it is; a sentence has words that are none.
    return len(kept) >= KEPT * len(german) and any(word[0].islower() for word in kept)


def is_in_other_letters(source: str, text: str, tag: str) -> bool:
    """Whether a sentence is written in the letters of another script, or without any. What it has
    from its original, such as names, does not count.
    """
    german = _WORD.findall(source)
    is_sentence = len(german) >= WORDS_THAT_TELL and any(word[0].islower() for word in german)
    if not is_sentence or tag.partition("-")[0] == SOURCE:
        return False
    known = {word.casefold() for word in german}
    words = [word for word in _WORD.findall(text) if word.casefold() not in known]
    letters = [letter for letter in "".join(words) if letter.isalpha() and letter != _TATWEEL]
    script = SCRIPTS[LANGUAGES[tag].script]
    own = sum(unicodedata.name(letter, "").startswith(script) for letter in letters)
    return own < IN_SCRIPT * len(letters) or not letters
