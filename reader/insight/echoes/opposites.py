"""English words that reverse a statement, qualify it, or only say who made it; compiled by hand for this program."""

from reader.insight.lexicon import REPORTING_VERBS
from reader.insight.wording.kinds import WEEKDAYS
from reader.insight.wording.spelling import one_spelling


def _normal(text: str) -> frozenset[str]:
    """Return the words of a text in the spelling that normal words have."""
    return frozenset(map(one_spelling, text.split()))


# Words that say nothing by themselves: two statements that differ in them alone are the same.
EMPTY = _normal(
    "a an the 's is are was were be been being am has have had having do does did doing that which who whom whose this"
    " these those there it its he him his she her hers they them their theirs we us our ours i me my mine you your"
    " yours himself herself itself themselves and of in on at as so also just then than very for to mr mrs ms"
    " but or age aged after while when where because since if will would shall by with into onto about some"
    " any all both each one such now already still today here too from up out off down over back around along however"
    " meanwhile"
)
TITLES = _normal(
    "president minister sen congressman congresswoman rep gov dr mayor judge justice secretary"
    " chairman chairwoman chancellor premier king queen prince princess pope general colonel captain sheriff"
    " ambassador professor coach former leader speaker"
)
NEGATORS = _normal(
    "not no never none nobody nothing nowhere neither nor without hardly scarcely barely unable"
    " fail fails failed failing refuse refuses refused refusing deny denies denied denying reject rejects rejected"
    " rejecting decline declines declined lack lacks lacked false untrue impossible ruled doubt doubts doubted doubtful"
)
# Words that make a fact a possibility, a wish, a duty or a plan; those of one row mean the same.
MODALITIES = tuple(
    map(
        _normal,
        (
            "may might could perhaps maybe possibly probably likely possible potentially seem seems seemed appear"
            " appears appeared apparently reportedly allegedly alleged supposedly presumably suspected suspect suspects"
            " believe believes believed fear fears feared",
            "must should ought need needs needed required requires require obliged forced ordered compelled has-to",
            "hope hopes hoped hoping want wants wanted wish wishes intend intends intended plan plans planned planning"
            " aim aims aimed expect expects expected consider considers considered considering mull discuss discussed"
            " discusses propose proposes proposed proposal proposals seek seeks sought try tries tried trying attempt"
            " attempts attempted offer offers offered",
            "ask asked asks urge urged urges invite invited invites encourage encouraged recommend recommended suggest"
            " suggested request requested call called",
            "threaten threatens threatened warn warns warned",
            "can able allow allows allowed permit permits permitted",
        ),
    )
)
HEDGES = frozenset[str]().union(*MODALITIES)
PROMISES = _normal(
    "promise promises promised vow vows vowed pledge pledges pledged agree agrees agreed decide decides decided"
)
# Each row: words, and their opposites.
OPPOSITES = tuple(
    (_normal(one), _normal(other))
    for one, other in (
        (
            "rise rises rose risen rising grow grows grew grown growing increase increases increased increasing climb"
            " climbs climbed gain gains gained jump jumps jumped soar soared surge surged double doubled doubles up"
            " higher more expand expanded strengthen strengthened improve improved raise raises raised",
            "fall falls fell fallen falling drop drops dropped dropping decline declines declined declining decrease"
            " decreases decreased shrink shrank shrunk lose loses lost plunge plunged tumble tumbled halve halved down"
            " lower fewer less dwindle dwindled weaken weakened worsen worsened cut cuts slip slipped slid sink sank"
            " lower lowers lowered",
        ),
        ("win wins won beat beats defeat defeats defeated", "lose loses lost"),
        ("accept accepts accepted approve approves approved", "reject rejects rejected refuse refuses refused vetoed"),
        ("admit admits admitted confirm confirms confirmed acknowledged", "deny denies denied dispute disputed"),
        ("open opens opened reopen reopened", "close closes closed shut shuts"),
        ("begin begins began begun start starts started", "end ends ended stop stops stopped finish finished"),
        ("support supports supported back backs backed favor favors favored", "oppose opposes opposed resist resisted"),
        ("allow allows allowed permit permits permitted", "ban bans banned forbid forbids forbade forbidden prohibit"
         " prohibits prohibited bar bars barred block blocked prevent prevented"),
        ("buy buys bought acquire acquired purchase purchased", "sell sells sold"),
        ("import imports imported", "export exports exported"),
        ("arrive arrives arrived enter enters entered join joins joined", "leave leaves left quit quits exit exits"),
        ("before", "after"),
        ("above over", "below under"),
        ("with", "without"),
        ("guilty convicted", "innocent acquitted"),
        ("success succeed succeeded", "failure fail failed"),
        ("everyone everybody everything always all", "nobody nothing none never no"),
        ("first", "last"),
        ("former", "current"),
        ("early earlier", "late later"),
        ("majority most", "minority few"),
        ("north northern", "south southern"),
        ("east eastern", "west western"),
        ("left", "right"),
        ("praise praises praised welcome welcomed", "criticize criticized criticizes condemn condemned attacked"),
        ("alive survived", "dead died killed"),
        ("attacker plaintiff", "victim defendant"),
    )
)  # fmt: skip
SMALL_OPPOSITES = _normal("up down before after")  # which have no term of their own
UNITS = _normal(
    "percent point points dollars euros pounds cents crowns yen francs rubles rupees second seconds minute minutes hour"
    " hours day days week weeks month months year years decade decades century centuries meter meters kilometer"
    " kilometers mile miles foot feet inch inches acre acres hectare hectares ton tons tonne tonnes kilogram kilograms"
    " kilo kilos liter liters gallon gallons barrel barrels degree degrees watts megawatts"
)
DAYS = WEEKDAYS
SEASONS = _normal("spring summer autumn fall winter")
_BLAMING = "criticized criticised criticizes accused accuses derided dismissed"  # these say more than who said it
ATTRIBUTIONS = _normal(" ".join(REPORTING_VERBS)) - _normal(_BLAMING) | _normal(
    "according report reports statement spokesman spokeswoman spokesperson"
)
PLAIN_ATTRIBUTIONS = _normal("said says say added adds announced according")  # to nobody in particular
# All of them, and some of them; what it takes for something to happen.
ALL, SOME = _normal("all every each both entire whole"), _normal("some several many most few half")
CAUSES = _normal("because due by caused")
CONDITIONS = _normal("if unless provided")
WONDERING = _normal(
    "ask asks asked asking wonder wondered see know knew decide decided unclear check doubt question even as"
)
# Words that make a clause before them the opposite, or a mere claim: "there is no evidence that".
CLAUSE_HEADS = _normal("that whether if to of from")
BE = _normal("is are was were be been being am 's")


def are_opposites(one: str, other: str) -> bool:
    """Return whether two words say the opposite of each other."""
    return any((one in a and other in b) or (one in b and other in a) for a, b in OPPOSITES)
