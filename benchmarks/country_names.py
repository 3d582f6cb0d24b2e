"""Made-up names of places, in many scripts."""
# ruff: noqa: RUF001

import numpy as np

SCRIPTS = {
    "latin": "Al Ber Cor Dal Es Fon Gar Hol Is Kar Lan Mor Nes Or Pel Ros Sal Tor Ul Ver",
    "accents": "Ålm Bœuf Çaş Đur Étr Güñ Hòa Île Łód Mạc Ñand Ølst Přís Šķē Þór Ūd Žďár",
    "greek": "Αθη Βερ Γρε Δρα Εδε Ζακ Ηρα Θεσ Καβ Λαρ Μεσ Ναυ Πατ Ροδ Σερ Τρι Χαν",
    "cyrillic": "Аст Бел Вор Гом Дон Ев Жит Зап Иж Кур Льв Мин Нов Ом Пол Рів Сум Тул",
    "arabic": "بغ حل دم رب صن طن عم غز فا قا كر مر نج وه",
    "hebrew": "אש באר גן דג חיפ טבר יפ לוד נת עכ צפ רמל",
    "chinese": "东 西 南 北 山 河 海 江 安 平 长 新 石 林",
    "devanagari": "अज इन्द कान गया जय दिल नाग पट भोप मथ रां लख",
}
ENDINGS = {
    "latin": "burg dale field ford ham hout mark sele stad wijk",
    "accents": "ağaç berg-lès-Îles bø ców gård hòa ište løv são ücü",
    "greek": "ία ινα ος πολη",
    "cyrillic": "град ово ськ инка",
    "arabic": "اد ية ان ين",
    "hebrew": "ים ון ית ה",
    "chinese": "市 县 镇 州",
    "devanagari": "पुर नगर गढ़ बाद",
}
LATIN = 0.6  # of the places


def names(n: int, rng: np.random.Generator) -> list[str]:
    """Return names of places; several places can have the same one.

    Parameters
    ----------
    n
        How many.
    rng
        Where chance comes from.
    """
    scripts = list(SCRIPTS)
    weights = [LATIN, *[(1 - LATIN) / (len(scripts) - 1)] * (len(scripts) - 1)]
    chosen = rng.choice(len(scripts), n, p=weights)
    parts = rng.integers(0, 1000, (n, 3))
    return [
        _name(scripts[script], *row) for script, row in zip(chosen, parts.tolist(), strict=True)
    ]


def _name(script: str, first: int, second: int, ending: int) -> str:
    syllables, endings = SCRIPTS[script].split(), ENDINGS[script].split()
    middle = syllables[second % len(syllables)].lower() if second % 2 else ""
    return syllables[first % len(syllables)] + middle + endings[ending % len(endings)]
