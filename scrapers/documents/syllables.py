"""Whether a word is shaped like a Vietnamese syllable: the evidence by which wrongly decoded text is told.

Belongs here: the shape of syllables. Does not belong here: which syllables are words, what words mean.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WRITTEN_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_WRITTEN_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et "
    "ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan "
    "oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn "
    "ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh uêu ui uơ um un ung uôc uôi uôm uôn uông uôt up "
    "ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu "
    "y yêm yên yêng yêt yêu yn ynh yt ych "
    "ak ăk âk êk ik ok ôk uk"  # of the names of the Central Highlands
)
_ONSETS = _WRITTEN_ONSETS.split()
_RHYMES = frozenset(_WRITTEN_RHYMES.split())
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED = ("c", "ch", "k", "p", "t")
"""Syllables that end so bear one of two tones, and no other."""


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word could be a Vietnamese syllable, in either case and either placement of the tone mark.

    Args:
        word: letters only; in any normal form.
    """
    apart = unicodedata.normalize("NFD", word[:20].lower())
    tones = _TONES.findall(apart)
    plain = unicodedata.normalize("NFC", _TONES.sub("", apart))
    if len(tones) > 1 or len(word) > 20:
        return False
    if plain.endswith(_STOPPED) and not {*tones} <= {"\u0301", "\u0323"}:
        return False
    return plain in _RHYMES or any(plain.startswith(onset) and plain[len(onset) :] in _RHYMES for onset in _ONSETS)
