"""Ordinals that are written with a full stop, as in `Im 19. Jahrhundert`: the stop does not end the sentence.

Where a lower-case letter follows, as in most of these languages, the case is evidence enough. This module decides the
rest: a number before a noun or name with a capital. Without the words of such a language around it, a number at a full
stop ends the sentence, as in English.
"""

import re

from reader.system.lazy_pattern import lazy_pattern
from reader.text.abbreviations import word_set

RegexMatch = re.Match[str]

_AROUND = 200  # code points on each side that show the language
_NUMBER = lazy_pattern(r"[1-9]\d{0,2}\Z|[IVXLC]{1,6}\Z")
_WORD = lazy_pattern(r"[^\W\d_]+")
_LAST_WORD = lazy_pattern(r"([^\W\d_]+)[^\w.!?]+\Z")
_DATE = lazy_pattern(r"(?<!\d)[0-3]?\d\.\s{1,2}[01]?\d\.(?:\s{0,2}\d{4}(?!\d))?")

_ARTICLES_AND_PREPOSITIONS = {
    "German": word_set(
        "im am vom zum zur beim ins ans der dem den des die das ein eine einen einem einer eines seit bis ab nach vor"
        " gegen auf in mit von zu bei für um aus an über unter zwischen und oder sowie jeder jede jedem jeden jedes"
        " dieser diese diesem diesen dieses sein seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres"
        " mein meine meinen meinem meiner unser unsere unseren unserem unserer euer dessen deren anfang mitte ende als"
        " wird"
    ),
    "Luxembourgish": word_set("de dee déi dat vum am zum um no bis e en"),
    "Nordic": word_set("den det i fra til på med efter etter før om de og frá á um eftir fyrir"),
    "West Slavic": word_set("v ve do od z ze na po pro pre před pred o k ke w we przed"),
    "South Slavic": word_set("u v do od na za iz po pred у до од на за из"),
    "Hungarian": word_set("a az"),
    "Turkish": word_set("ve bu"),
    "Finnic": word_set("ja ning"),
}
# These follow an ordinal, whatever is before it.
_AFTER = word_set(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jänner Jahrhundert"
    " Jahrhunderts Jahrhunderte Jahrhunderten Jahrtausend Jahrtausends Jh Jhd Jhdt Jahrestag Jahr Jahre Jahres"
    " Lebensjahr Lebensjahres Geburtstag Geburtstages Todestag Todestages Auflage Ausgabe Kapitel Akt Teil Bezirk"
    " Bezirks Stock Stockwerk Etage Klasse Platz Bundesliga Runde Spieltag Etappe Halbzeit"
    " Weltkrieg Weltkriegs Weltkrieges Vorsitzende Vorsitzender Vorsitzenden Bürgermeister Quartal Semester Mal"
    " Joerhonnert Weltkrich Verdenskrig Verdenskrigen Maj Juleaften Dünya Yüzyıl Lig Ordu Világháború Század Kerület"
    " Svjetski Svetovna Světová Svetová Maailmansota"
)
# These begin a sentence of such a language if they have a capital, and are no names.
_STARTERS = word_set(
    "Der Die Das Den Dem Des Ein Eine Einer Einen Einem Er Sie Es Wir Ihr Ich Man Wer Wie Was Wo Wann Warum Da Dann"
    " Danach Daher Damit Darum Dort Doch Denn Dies Diese Dieser Dieses Diesen Diesem Auch Auf Aus Bei Beim Bis Für Im"
    " In Am An Ab Als Aber Alle Alles Vor Von Vom Zum Zur Zu Mit Nach Nun Nur Noch Nicht Seit Sein Seine Seiner Seinen"
    " Ihre Ihren Ihrer So Sogar Und Um Unter Über Viele Wenn Weil Während Jetzt Heute Gestern Morgen Hier Kein Keine"
    " Niemand Jeder Jede Trotz Zwei Drei Beide Zudem Außerdem Jedoch Später Schon Erst Hinter Sonst Ob Oder Mein Unser"
    " Unsere Han Hun Det Den De Der Jeg Vi Men Og På Til Fra Efter Etter Da Når Hvis Men Nu Nå Også Hann Hún Það Þá"
    " Við En Á Í Je Ve V Na Po To Ten Ta Tak Pak Ale A I U On Ona Oni Za Od Do Pri Při Potom Však Kdo Co Ali To Taj Ta"
    " Kada Zatim Nakon Az Ez Ő És De Majd Bu O Bir Ve Ama Sonra Hän Se He Ja Mutta Sitten Kun Tämä Ta See"
)
# These are frequent words of the same languages.
_SIGNS = {
    "German": word_set(
        "der das dem des und im vom zum zur ist war wurde wurden wird nicht ein eine einer einem einen eines für sich"
        " auf mit von nach bei auch aus wie als er sie es wir über unter kam lag hat hatte haben sind dass die am den"
    ),
    "Luxembourgish": word_set("dee déi dat vum vun ass gouf huet net och mat fir"),
    "Nordic": word_set("det og ikke er blev ble på til fra med som jeg hun var af av og að ekki við den han"),
    "West Slavic": word_set(
        "je se ve na byl byla bylo který která bol bola bolo sa ako jak nie jest był była z do że to"
    ),
    "South Slavic": word_set("je se na bio bila bilo su koji koja nije kao što јe се на био су који је"),
    "Hungarian": word_set("az és egy nem hogy volt után is meg"),
    "Turkish": word_set("bir ve bu için olarak ile da de çok oldu"),
    "Finnic": word_set("oli ja ei on että se mutta ka kui oma"),
}
_ENGLISH = word_set(
    "the of and to was were is with that his her its from by at for this which said has had they he she it"
)


def is_ordinal(text: str, start: int, number: RegexMatch, following: RegexMatch) -> bool:
    """Return whether a number before a full stop, and the word after it, belong to one sentence.

    Args:
        text: The text of the block.
        start: The start of the sentence.
        number: The last word before the stop.
        following: What follows the stop: `openers` and a `word`.
    """
    if not _NUMBER.match(number[0]):
        return False
    at, after = number.end(), following["word"]
    if after[:1].isdecimal():
        return any(date.start() < at < date.end() - 1 for date in _DATE.finditer(text, max(start, at - 8), at + 14))
    if after in _STARTERS or not after[:1].isupper() or following["openers"].strip(" \xa0\u202f"):
        return False
    if after in _AFTER and number[0].isdecimal() and len(number[0]) < 3:
        return True
    before = _LAST_WORD.search(text, max(start, number.start() - 30), number.start())
    if before is None:
        return False
    words = [word.lower() for word in _WORD.findall(text, max(0, at - _AROUND), at + _AROUND)]
    enough = max(2, 1 + sum(word in _ENGLISH for word in words))
    return any(
        before[1].lower() in known and sum(word in _SIGNS[language] for word in words) >= enough
        for language, known in _ARTICLES_AND_PREPOSITIONS.items()
    )
