"""Lines of a page that are neither headline nor text: dates, bylines, picture credits, menus and buttons.

They are recognised by their form and by the words of newspapers in a dozen languages. Only titles depend on it;
suggestions of boilerplate have weights of their own (`reader.insight.boilerplate`).
"""

import re

from reader.system.lazy_pattern import lazy_pattern

_LONGEST = 14  # words of such a line
_WORD = lazy_pattern(r"[^\W_]+(?:[’'-][^\W_]+)*")
_NUMBER = lazy_pattern(r"\d+(?:-\d+)*(?:st|nd|rd|th|er|e|h|am|pm)?|[ap]\.?m\.?", re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DATES = _words(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    noon midnight est edt gmt utc bst cet cest msk pst pdt ist am pm ago today yesterday hour hours minute
    minutes min mins day days januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag
    freitag samstag sonntag uhr vor stunden minuten
    janvier février mars avril juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi
    vendredi samedi dimanche heures
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles
    jueves viernes sábado domingo horas
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
    maart mei augustus januari februari
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря понедельник вторник среда четверг
    пятница суббота воскресенье назад часов мск
    січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
    ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
    """
)
_AROUND_DATES = _words(
    """
    published updated posted modified last first on at the of and in written filed edited created date time
    veröffentlicht aktualisiert stand am um zuletzt publié mis à jour le la de du publicado actualizado atualizado el
    em pubblicato aggiornato il alle ore gepubliceerd bijgewerkt op om opublikowano aktualizacja опубликовано обновлено
    в на yayınlanma güncelleme
    """
)
_BUTTONS = _words(
    """
    share tweet print email e-mail save follow subscribe newsletter login log-in log sign signup register menu home
    search skip navigation content contact about advertisement advertising ad ads sponsored comments comment reply read
    more listen watch video videos photos gallery live news latest top stories story related trending popular topics
    sections all facebook twitter x whatsapp telegram linkedin reddit instagram youtube copy link close open toggle next
    previous back cookie cookies accept privacy policy terms get a summary no time to this article on via in up our for
    by with us now here click main or and the
    teilen drucken anmelden abonnieren startseite suche mehr lesen kommentare anzeige werbung auch interessant
    partager imprimer abonnez-vous connexion accueil recherche lire aussi publicité commentaires
    compartir imprimir suscríbete iniciar sesión inicio buscar leer más publicidad comentarios
    compartilhar assine entrar início leia também condividi stampa abbonati accedi cerca leggi anche pubblicità
    delen afdrukken aanmelden zoeken lees ook reacties udostępnij drukuj zaloguj szukaj czytaj także reklama
    поделиться распечатать подписаться войти главная поиск читайте также комментарии реклама все новости
    поділитися читайте також paylaş yazdır abone giriş anasayfa ara
    """
)
_BYLINE = lazy_pattern(
    r"(?:(?:written |reporting |story |edited )?by|von|par|por|di|door|автор|autor|author)\b:?\s+(.+)", re.IGNORECASE
)
_LOWER_IN_NAMES = _words("von van de der den del della di da dos la le el al bin ibn and und et y e i")
_CREDIT = lazy_pattern(
    r"(?:©|\(c\)\s|(?:photo|photograph|picture|image|illustration|credit|foto|bild|bildquelle|quelle|crédit"
    r"|imagen|imagem|immagine|fonte|zdjęcie|źródło|фото)s?\b(?:\s*[:/©—–-]|\s+(?:by|credit|courtesy|from|via)\b))",
    re.IGNORECASE,
)
_BREADCRUMB = lazy_pattern(r"\S\s*[»›>|]\s+\S")
_ADDRESS = lazy_pattern(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.IGNORECASE)
_READING_TIME = lazy_pattern(
    r"\d+[\s-]*(?:min|minute|minutes|minuten)\b[\s-]*(?:read|lesezeit|de lecture|de lectura)?", re.IGNORECASE
)
_PLACE = r"[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄ][A-ZÀ-ÖØ-ÞА-ЯЁІЇЄ .'’-]{2,40}"
# `MOSCOW, November 12. /Example Wire/. `, `LONDON (Example) - `, `BERLIN, 3 May — `
_DATELINE = lazy_pattern(
    rf"(?:{_PLACE}|[^\W\d_][\w .'’-]{{1,30}}(?=\s*\())(?:,[^–—/(]{{1,30}}?)?\s*(?:\([^)]{{2,40}}\))?\s*"
    rf"(?:\.?\s*/[^/]{{2,40}}/\s*[.:–—-]?|[–—]|--|(?<=\))\s*[-:])\s+"
)


def without_dateline(text: str) -> str:
    """Return a text without the place, date and agency at the beginning of a report."""
    found = _DATELINE.match(text)
    return text[found.end() :] if found and found.end() < len(text) else text


def is_page_line(line: str) -> bool:
    """Return whether a line is a date, a byline, a picture credit, an address, a menu or a button."""
    words = [word.lower() for word in _WORD.findall(line)]
    if len(words) > _LONGEST:
        return False
    whole = line.strip(" .:|·•*-–—/")
    if _BREADCRUMB.search(line):
        return True
    if _CREDIT.match(whole) or _ADDRESS.fullmatch(whole) or _READING_TIME.fullmatch(whole):
        return True
    return _is_date(line, words) or _is_byline(whole) or all(word in _BUTTONS for word in words)


def _is_date(line: str, words: list[str]) -> bool:
    """Return whether a line is a date, perhaps with a place before it."""
    left = [word for word in words if not (_NUMBER.fullmatch(word) or word in _DATES or word in _AROUND_DATES)]
    has_number = any(letter.isdigit() for letter in line)
    is_update = not left and bool(_AROUND_DATES.intersection(words)) and not has_number
    place = re.match(rf"{_PLACE}\b", line)
    named = [word for word in left if not (place and word in place.group().lower())]
    return is_update or (has_number and not named and bool(_DATES.intersection(words) or not left))


def _is_byline(line: str) -> bool:
    """Return whether a line names its author and nothing else."""
    found = _BYLINE.match(line)
    if found is None:
        return False
    names, _, role = found[1].partition(",")
    is_named = all(name[:1].isupper() or name in _LOWER_IN_NAMES for name in names.split())
    is_date = not _DATES.isdisjoint(names.lower().split()[:1])
    return (
        len(found[1].split()) <= _LONGEST // 2 and not is_date and (is_named if role else is_named or " " not in names)
    )
