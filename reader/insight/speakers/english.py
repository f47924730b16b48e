"""The English words of attribution; compiled by hand for this program."""

from collections.abc import Iterator

from reader.insight.lexicon import PAST_TENSE
from reader.insight.speakers.words import Words
from reader.text.abbreviations import word_set

_REGULAR = (
    "accuse acknowledge add admit admonish advise affirm agree allege announce answer appeal applaud argue assert"
    " assure attest avow ask bark beam bellow blast bluster boast boom brag cackle caution chant charge chide chime"
    " chuckle claim clarify coo comment complain concede conclude concur confess confide confirm continue contend"
    " correct counsel counter crack croon crow cry deadpan declare decry defend demand denounce deny describe disclose"
    " echo elaborate email emphasise emphasize emote enthuse estimate exclaim exhort explain express fret fume gripe"
    " groan grouse grumble gush hint holler howl huff implore imply indicate inform inquire insist intone interject"
    " interrupt jab jest joke josh lament lash laugh lecture maintain marvel mention mock moan mumble murmur muse"
    " mutter note object observe offer opine pen plead pledge point ponder posit post praise pray preach predict press"
    " proclaim profess promise pronounce protest proffer query question quip quote rail rant react reason reassure"
    " recall recite recount reflect rejoin relate remark remember remind repeat reply report respond restate retort"
    " reveal rhapsodize riff roar scoff scold scream shout shrug sigh signal sneer snap snarl sniff sniffle snort"
    " sob speculate stammer state stress stutter suggest summarise summarize surmise sum tease testify text theorize"
    " thunder tout tweet urge utter venture vent voice volunteer vow wail warn whine whisper wonder worry yell"
)
# Past tense, third person, first person.
_IRREGULAR = (
    "said says say told tells tell wrote writes write read reads"
    " retold rewrote swore swears spoke speaks began begins thought thinks felt insisted"
    " retweeted retweets tweeted tweets blogged blogs quoth sang sings replied replies"
)
_VOWELS = "aeiou"
_DOUBLED = frozenset({"admit", "quip", "brag", "sob", "snap", "jab", "sum", "pen", "josh", "rant"})
_NOUNS = word_set(
    "report reports email emails charge charges question questions claim claims comment comments text texts post posts"
    " note promise promises press point points voice voices signal signals worry worries laugh laughs tweet"
    " cry cries shout shouts echo echoes quote quotes answer answers reply protest protests appeal appeals"
    " object objects urge urges offer offers demand demands vent cracks crack cracks sum sums pen pens reason reasons"
    " state express lecture lectures pledge pledges vow query queries estimate estimates remark remarks stress"
    " counter counters blast blasts praise hint hints crow boom booms beam beams mock sigh sighs riff riffs snaps snap"
    " contract correct counsel advise mention mentions request joke jokes repeat tease scream screams"
)
_COMMON = word_set(
    "said says say told tells wrote writes added adds asked asks replied replies tweeted tweets responded responds"
    " explained explains continued continues declared declares stated states noted notes argued argues answered"
    " insisted insists exclaimed recalled joked joked quipped warned warns concluded remarked asserted observed"
    " contended lamented demanded wondered mused shouted yelled chanted screamed whispered announced admitted"
    " acknowledged complained retorted interjected proclaimed pressed cried predicted conceded quoth opined"
    " elaborated boasted jokes fumed urged countered cautioned barked deadpanned"
)
_ADVERBS = (
    "also later then once recently earlier now again often simply just still even only never ever always already"
    " soon first further meanwhile instead however though too back out here there today tonight yesterday tomorrow"
    " perhaps almost quite rather very ago afterward afterwards together so thus therefore nonetheless nevertheless"
    " sometimes next previously not n't all both bluntly flatly reportedly famously finally long early late maybe"
)
_INNER_PREPOSITIONS = word_set("of for de von van")
_PREPOSITIONS = word_set(
    "in on at to from with by about during after before over against between under through into within without near"
    " behind across among around despite since until outside inside toward towards upon via following like"
    " including amid"
)


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in _DOUBLED else "") + "ed"


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _participle(verb: str) -> str:
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    return stem + (verb[-1] if verb in _DOUBLED else "") + "ing"


def _finite() -> Iterator[str]:
    for verb in _REGULAR.split():
        yield from (_past(verb), _third_person(verb))
    yield from (verb for verb in _IRREGULAR.split())


_PARTICIPLES = frozenset(map(_participle, _REGULAR.split())) | word_set("saying telling writing reading tweeting")

ENGLISH = Words(
    verbs=frozenset(_finite()) - _NOUNS | _COMMON,
    plural=frozenset(_REGULAR.split()) - {"quote"} | word_set("say write tell read think"),
    common=_COMMON,
    participles=_PARTICIPLES,
    according=word_set("according"),
    pronouns=word_set("he she they i we it you who others another one many some"),
    indefinite=word_set("others another one many some"),
    plural_pronouns=word_set("they we i you many some others"),
    articles=word_set(
        "a an the this that these those his her their its our my your one two three four five six seven eight nine"
        " ten another some several many both each most other no any every"
    ),
    no_verb_after=word_set("a an the of to his her their its our my your this these those no"),
    auxiliaries=word_set(
        "has have had did do does would will could can may might should is was are were be been being 's 'd ’s ’d"
        " went on"
    ),
    passive=word_set("is was are were be been being"),
    inner_prepositions=_INNER_PREPOSITIONS,
    name_particles=word_set(
        "al bin d' da dal de del della den der des di do dos du el i la las le los ten ter van von y zu zur"
    ),
    prepositions=_PREPOSITIONS,
    outer_prepositions=_PREPOSITIONS | _INNER_PREPOSITIONS,
    naming_prepositions=word_set("for of from"),
    of="of",
    always_capital=word_set("i"),
    reflexive=word_set("himself herself itself themselves"),
    conjunctions=word_set(
        "and but or nor yet when while as if because although though whereas where that which who whom whose what"
        " how why until unless since after before once so than whether"
    ),
    joining=word_set("and but then or"),
    adverbs=word_set(_ADVERBS),
    times=word_set(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
        " september october november december today yesterday tonight tomorrow last next earlier later recently"
        " morning afternoon evening night week month year"
    ),
    finite=word_set(
        "is was are were has had have did does do will would could can should might must went came took gave got made"
        " became began brought held kept knew left lost met ran sent stood thought won saw found felt seemed wants"
        " want goes comes takes gives makes gets keeps knows leaves likes sees thinks seems appears"
    )
    | PAST_TENSE,
    relative=word_set("who whom whose that which"),
    particles={
        "shot": "back",
        "fired": "back",
        "hit": "back",
        "pushed": "back",
        "struck": "back",
        "went": "on",
        "goes": "on",
        "put": "it",
        "puts": "it",
        "pointed": "out",
        "points": "out",
        "chimed": "in",
    },
    introducing=word_set("that"),
    infinitive=["to", "say"],
    before_participles=word_set("and by as to upon then"),
    appositions=word_set(
        "a an the who whose one former his her their now an also then another himself herself co-founder chief chair"
        " chairman chairwoman president director head"
    ),
    unsaid=word_set("not n't never hardly should might may could cannot"),
    nobody=word_set("nobody none neither"),
    no_one=["no", "one"],
    supposing=word_set("if unless whether"),
    asked=word_set("asked told questioned pressed quizzed"),
    reporting=word_set("saying telling asking writing"),
)
