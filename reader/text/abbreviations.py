"""Abbreviations, and other words that decide where a sentence ends: English, with a few of nearby languages."""


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


# These precede a name, so they never end a sentence.
TITLES = word_set(
    "Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Gen Sen Sens Rep Reps Gov Govs Lt Col Maj Capt Cmdr Cdr Adm Sgt Cpl Pvt"
    " Brig Rev Hon Msgr Supt Insp Amb Pres Sec Atty Asst Mt Ft Sra Srta Dra vs v viz cf e.g i.e a.k.a P.S z.B d.h"
    " MR MRS DR SEN REP GOV GEN LT COL ST MT FT"
)
# These precede a number.
COUNTERS = word_set(
    "No Nos no nos Nr nr N° n° № p pp P Pp Fig Figs fig figs Vol Vols vol vols Art art Sec sec Ch ch Op op Eq eq"
    " Par par para paras Ver ver ca approx est"
)
# These occur at the end of a sentence or within it; only a word of STARTERS after them decides.
ABBREVIATIONS = word_set(
    "Co Cos Inc Corp Bros Jr Sr Esq St Ste Ave Univ Dept Assn Assoc Intl Govt Bldg Apt Ext Tel Ed Eds ed eds al est"
    " Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Ala Ariz Ark Calif Colo Conn Del"
    " Fla Ga Ill Ind Kan La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ont Ore Pa Penn Que Tenn Tex Va Vt Wash Wis"
    " Wisc Wyo co inc corp dept ca approx Ud Uds Abs vgl"
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
