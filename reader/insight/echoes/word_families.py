"""Words that mean the same but look different: irregular verbs, the people of a country, synonyms."""

from reader.text.abbreviations import word_set

_IRREGULAR = (
    "arise arose arisen, awake awoke, bear bore borne, beat beaten, become became, begin began begun, bend bent, bet,"
    " bind bound, bite bit bitten, bleed bled, blow blew blown, break broke broken, breed bred, bring brought, build"
    " built, burn burnt, buy bought, catch caught, choose chose chosen, cling clung, come came, creep crept, deal"
    " dealt, dig dug, draw drew drawn, drink drank drunk, drive drove driven, eat ate eaten, fall fell fallen, feed"
    " fed, feel felt, fight fought, find found, flee fled, fly flew flown, forbid forbade forbidden, forget forgot"
    " forgotten, forgive forgave forgiven, freeze froze frozen, get got gotten, give gave given, go went gone, grow"
    " grew grown, hang hung, hear heard, hide hid hidden, hold held, keep kept, know knew known, lay laid, lead led,"
    " leave left, lend lent, lose lost, make made, mean meant, meet met, pay paid, ride rode ridden, ring rang rung,"
    " rise rose risen, run ran, see saw seen, seek sought, sell sold, send sent, shake shook shaken, shine shone,"
    " shoot shot, show shown, shrink shrank shrunk, sing sang sung, sink sank sunk, sit sat, sleep slept, slide slid,"
    " speak spoke spoken, speed sped, spend spent, spin spun, stand stood, steal stole stolen, stick stuck, strike"
    " struck stricken, swear swore sworn, sweep swept, swim swam swum, swing swung, take took taken, teach taught,"
    " tear tore torn, tell told, think thought, throw threw thrown, understand understood, wake woke woken, wear wore"
    " worn, weep wept, win won, withdraw withdrew withdrawn, write wrote written"
)
_KIN = "die died dies dying dead death, child children, woman women, man men, person people, life lives, wife wives"
_PEOPLES = (
    "netherlands dutch, france french, spain spanish spaniard, switzerland swiss, greece greek, denmark danish dane,"
    " sweden swedish swede, poland polish pole, turkey turkish turk, ireland irish, wales welsh, finland finnish finn,"
    " norway norwegian, portugal portuguese, iceland icelandic, scotland scottish scots, england english, britain"
    " british briton, germany german, belgium belgian, philippines filipino, thailand thai, peru peruvian, cyprus"
    " cypriot, czechia czech, iraq iraqi, israel israeli, pakistan pakistani, yemen yemeni, lebanon lebanese, china"
    " chinese, japan japanese, vietnam vietnamese, canada canadian, europe european, ukraine ukrainian, afghanistan"
    " afghan, uzbekistan uzbek, kazakhstan kazakh, serbia serb serbian, croatia croat croatian, argentina argentine"
)
# Each row: words that mean the same in nearly every sentence.
_SYNONYMS = (
    "dike dyke, worker employee staffer, company firm, doctor physician, lawyer attorney, film movie, cinema theatre"
    " theater, buy purchase acquire, begin start, shut close, hurt injure wound, choose pick select, hide conceal,"
    " permit allow, big large huge, nearly almost, whole entire, rain rainfall, petrol gasoline, warn caution, lorry"
    " truck, flat apartment, fire blaze, police cop, policeman officer, quit resign, reelection re-election, worldwide"
    " global, airline carrier, kid youngster, illness disease, error mistake, ship vessel, soldier trooper, car"
    " automobile, jail prison, deal agreement, wound injury, quick rapid, need require, get obtain receive, prosecutor"
    " prosecution, plagiarize copy"
)


def _heads(families: str) -> dict[str, str]:
    rows = (row.split() for row in families.split(","))
    return {word: head for head, *words in rows for word in words}


PEOPLES = word_set(_PEOPLES.replace(",", " "))  # countries and their people
PAST_FORMS = frozenset(_heads(_IRREGULAR))  # past forms of irregular verbs, where they differ
_HEADS = _heads(_IRREGULAR) | _heads(_KIN) | _heads(_PEOPLES)
SYNONYMS = _heads(_SYNONYMS)  # by word, the first word of its row


def head_of(word: str) -> str:
    """Return the word that stands for a family of words, such as `pay` for `paid` and `france` for `french`."""
    return _HEADS.get(word) or _HEADS.get(word.removesuffix("s"), word)
