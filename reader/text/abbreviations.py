"""Abbreviations, and other words that decide where a sentence ends: English, and common ones of other languages."""


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


# These precede a name, so they never end a sentence.
TITLES = word_set(
    "Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Gen Sen Sens Rep Reps Gov Govs Lt Col Maj Capt Cmdr Cdr Adm Sgt Cpl Pvt"
    " Brig Rev Hon Msgr Supt Insp Amb Pres Sec Atty Asst Mt Ft Sra Srta Dra vs v viz cf e.g i.e a.k.a P.S z.B d.h"
    " Cllr Cllrs MR MRS DR SEN REP GOV GEN LT COL ST MT FT"
    " jur phil rer nat habil geb gegr sog ehem evtl inkl exkl einschl zzgl bzgl insb insbes Hr Hrn"
    " Mgr MM Mlles Mmes sr sra srta Sres sigg dott avv Sig Dott Avv Ing dhr mevr Dhr Mevr"
    " ul św Św inż mgr hab płk tzw np woj tzv např sv nám MUDr JUDr PhDr RNDr Doç Yrd Sn Öğr Ny Bpk TP Tp PGS ThS"
    " ул пл пер просп проф акад доц инж св гр тов пос ср Проф Акад Доц Св вул Δρ Αγ ดร นพ พญ ผศ รศ"
)
# These begin an abbreviation of two words: `EE. UU.`, `av. J.-C.`
PAIRS = frozenset({("EE", "UU"), ("av", "J")})
# These precede a number.
COUNTERS = word_set(
    "No Nos no nos Nr nr N° n° № p pp P Pp Fig Figs fig figs Vol Vols vol vols Art art Sec sec Ch ch Op op Eq eq"
    " Par par para paras Ver ver ca approx est Bd Abb Tab Kap Ziff Abschn Anm env chap núm pág págs"
    " гл рис табл стр разд вып"
)
# These occur at the end of a sentence or within it; the sentence ends if a word of STARTERS follows.
ABBREVIATIONS = word_set(
    "Co Cos Inc Corp Bros Jr Sr Esq St Ste Ave Univ Dept Assn Assoc Intl Govt Bldg Apt Ext Tel Ed Eds ed eds al est"
    " Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Ala Ariz Ark Calif Colo Conn Del"
    " Fla Ga Ill Ind Kan La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ont Ore Pa Penn Que Tenn Tex Va Vt Wash Wis"
    " Wisc Wyo co inc corp dept ca approx Ud Uds Abs vgl Mio"
)
# After these a German word of GERMAN_STARTERS begins a sentence; any other noun is what is counted.
GERMAN_UNITS = word_set("Mio Mrd Tsd Std Hbf")
GERMAN_STARTERS = word_set(
    "Der Die Das Den Dem Ein Eine Er Sie Es Wir Ich Dann Doch Auch Aber Und Im Am Bei Nach Mit Für Auf Aus Von Als Wenn"
    " Wie Dies Diese Dieser Dieses Denn Deshalb Damit Dort Hier Heute Jetzt Noch Nicht Nur So Seit Zum Zur Vor"
)
# These continue a sentence after "at 5 p.m."
DAYS_AND_ZONES = word_set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August"
    " September October November December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Eastern Central Mountain"
    " Pacific Atlantic Greenwich Local"
)
# These begin a sentence if they have a capital after a stop.
STARTERS = word_set(
    "A About According Additionally After Again All Almost Also Although Among An And Another Any Are As Asked At"
    " Because Before Besides Both But By Can Could Despite Did Do Does During Each Earlier Either Even Ever Every"
    " Everybody Everyone Finally For From Furthermore Had Has Have He Her Here His How However I If In Indeed Instead"
    " Is It Its Just Last Later Let Like Many Maybe Meanwhile Moreover Most Mr Mrs Ms My Nearly Neither No Nobody None"
    " Nor Not Nothing Now Of Often On Once Only Or Other Others Our Perhaps Please Rather Recently She Should"
    " Similarly Since So Some Sometimes Still Such That The Their Then There Therefore These They Think This Those"
    " Though Thus To Today Together Under Unfortunately Unlike Until Was We Well Were What When Where Whether Which"
    " While Who Whose Why With Would Yes Yet You Your"
)
# Verbs of attribution.
SAYING = word_set(
    "said says asked asks wrote writes added adds told tells replied replies responded responds tweeted repeated"
    " declared pressed questioned shouted yelled joked continued demanded wondered quipped exclaimed concluded"
    " explained noted"
)
# These follow hours.
CLOCK = frozenset({"a.m", "p.m"})
# Names that are written with an exclamation mark.
NAMES_WITH_MARK = frozenset({"Yahoo", "Jeopardy"})
_VOWELS = frozenset("aeiouyAEIOUY")


def precedes(word: str, after: str) -> bool:
    """Return whether a word with a full stop belongs to the number or abbreviation after it, such as `No. 5`."""
    is_counter = word in COUNTERS or word.endswith("str")  # Hafenstr. 5
    return (is_counter and after[:1].isdigit()) or (word, after) in PAIRS


def is_abbreviation(word: str) -> bool:
    """Return whether a word before a full stop is an abbreviation, by its length, its letters, or the list."""
    if len(word) == 1:
        return word.isupper() or word.islower() or "א" <= word <= "ي"  # Hebrew and Arabic
    if "." in word:
        return _is_dotted(word.replace("&", "").split("."))
    return word in ABBREVIATIONS or _is_without_vowels(word)


def _is_dotted(parts: list[str]) -> bool:
    """Return True for U.S, Ph.D and EE.UU, but not for the domain t.co."""
    short = all(len(part) <= 2 and part.isalpha() for part in parts)
    return short and (len(parts[-1]) == 1 or parts[-1].isupper())


def _is_without_vowels(word: str) -> bool:
    """Return True for Blvd and hrs, but not for GDP."""
    return len(word) <= 5 and word.isascii() and word.isalpha() and word[1:].islower() and _VOWELS.isdisjoint(word)
