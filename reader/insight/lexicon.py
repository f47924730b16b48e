"""English word lists that the detectors of quotes and claims look for; compiled by hand for this program."""

from reader.text.abbreviations import word_set

# Verbs that introduce a quotation or a report.
SPEECH_VERBS = word_set(
    "said says say saying told tells telling asked asks asking added adds adding wrote writes writing replied replies"
    " replying responded responds responding answered answers tweeted tweets tweeting posted posts declared declares"
    " declaring stated stating explained explains explaining concluded concludes noted notes noting continued"
    " continues warned warns warning argued argues arguing insisted insists insisting announced announces admitted"
    " admits acknowledged acknowledges recalled recalls remarked remarks quipped joked jokes joking exclaimed"
    " predicted predicts complained complains suggested suggests claimed claims claiming repeated repeats stressed"
    " stresses emphasized emphasised emphasizes emphasises observed observes commented comments cried shouted shouts"
    " yelled screamed whispered muttered chanted chanting chants demanded demands demanding urged urges wondered"
    " pleaded agreed agrees countered counters retorted confessed conceded pledged promised vowed proclaimed proclaims"
    " recounted testified pressed interjected quoted cautioned mused boasted thundered reiterated confirmed read reads"
    " reading joined pointed went goes put puts laughed sighed offered"
)
# The same in German, French, Spanish, Italian, Portuguese, Dutch and Swedish, where English has no such word.
OTHER_SPEECH_VERBS = word_set(
    "sagte sagten sagt sagen erklärte erklärten erklärt betonte betont meinte meint berichtete berichtet kündigte"
    " kritisierte kritisiert warnte warnt forderte fordert fügte ergänzte antwortete fragte fragt schrieb schreibt hieß"
    " heißt teilte äußerte bekräftigte versicherte rief erwiderte gab entgegnete mahnte bilanzierte räumte zitierte"
    " déclaré dit disait affirmé expliqué ajouté estimé souligné assuré indiqué précisé lancé insisté raconte témoigne"
    " explique affirme estime ajoute souligne assure déclare confie lance poursuit résume reconnaît regrette martèle"
    " promis écrit répondu répond juge prévient dénonce"
    " dijo dice dicho afirmó afirma aseguró asegura señaló señala explicó explica añadió añade declaró declara indicó"
    " comentó comenta agregó respondió replicó sostuvo sostiene subrayó manifestó advirtió recordó insistió sentenció"
    " concluyó zanjó relató escribió preguntó contó"
    " detto dichiarato spiega spiegato afferma affermato aggiunge aggiunto commenta sottolinea scrive racconta"
    " disse afirmou declarou explicou acrescentou contou completou"
    " zei zegt vertelde antwoordde schreef säger sade sa berättar"
)
# Words that introduce a name, a title or a term in quotation marks.
NAMING_WORDS = word_set(
    "called calls calling dubbed dubbing termed labeled labelled nicknamed titled entitled named known coined branded"
    " so-called phrase phrases word words term terms slogan slogans hashtag song songs album movie film book novel"
    " show episode series column essay"
    " titel motto namens genannt genannte sogenannte sogenannten bezeichnet begriff wort unwort lied buch roman serie"
    " intitulé baptisé surnommé titulado titulada llamado llamada denominado"
)

# Verbs of reporting, without the speech verbs that often mean something else.
REPORTING_VERBS = SPEECH_VERBS - word_set(
    "read reads reading joined pointed went goes put puts laughed sighed offered pressed"
) | word_set(
    "according reported reports reporting reportedly alleged alleges estimated estimates described describes"
    " denied denies accused accuses cited cites criticized criticised criticizes disclosed revealed"
    " reveals showed shows found finds underscored underscores underlined signaled signalled indicated indicates"
    " characterized characterised expressed highlighted highlights discussed addressed derided dismissed"
)
# Past tense forms that do not end in -ed, and words in -ed that are not past tense.
PAST_TENSE = word_set(
    "was were had did went came took gave got made became began brought bought built caught chose drew fell felt"
    " found fought held kept knew laid led left lost met paid rose ran sold sent shook shot spoke spent stood stole"
    " struck taught thought threw won wrote drove flew grew broke ate hid rode sank swam tore wore bore swore been"
)
NOT_PAST_TENSE = word_set("indeed hundred united sacred naked wicked speed exceed proceed succeed bleed breed agreed")
TIME_WORDS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august"
    " september october november december today yesterday tomorrow week weeks month months year years decade decades"
    " century earlier ago recently since during previously morning evening afternoon tonight annual annually daily"
    " weekly monthly overnight midnight noon"
)
AMOUNT_WORDS = word_set(
    "percent million millions billion billions trillion hundred hundreds thousand thousands dozen dozens half quarter"
    " quarters third thirds two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty"
    " rate rates number total average tonnes tons degrees miles kilometers kilometres meters metres dollars euros"
    " pounds first second twice"
)
# People and bodies whose deeds are on record.
ACTORS = word_set(
    "president minister ministry secretary government court judge prosecutor police officer officers official"
    " officials agency department association company firm union university professor spokesman spokesperson"
    " spokeswoman reporter reporters report study survey poll data researchers scientists director chairman chief"
    " mayor governor senator lawmakers parliament congress senate committee council commission bank federal"
    " authorities institute journalist journalists army navy soldiers troops workers employees teachers students"
    " school hospital patients ambassador embassy lawyer lawyers"
)
OPINION_WORDS = word_set(
    "absurd admirable alarming amazing appalling arrogant astonishing awful bad badly beautiful best better bizarre"
    " blatant blatantly bogus boring brave brilliant brutal brutally catastrophic charade clever contempt courage"
    " cowardly crazy crude cruel cynical decent delusion delusional deplorable desperate desperately devastating"
    " dire disaster disastrous disgraceful disgusting dishonest dismal disturbing dreadful dubious elegant elites evil"
    " excellent exceptional extraordinary fake fantastic farce fascinating fatal folly fool foolish foolishly"
    " fortunate fortunately frankly frightening genius genuine genuinely glorious good grand great greatest greed"
    " greedy grotesque happily hatred heroic heroes hopeful hopeless horrible horrific hypocrisy hypocritical idiotic"
    " ignorance ignorant illusion immense immensely immoral impressive inadequate incompetent incredible incredibly"
    " inept inevitable inevitably infamous insane insidious inspiring interesting ironic ironically irony irrational"
    " irresponsible laughable lazy lies literally lovely ludicrous madness magnificent meaningful meaningless mere"
    " merely mess misguided miserable monstrous morally myth naive nasty nefarious noble nonsense notorious obscene"
    " obvious obviously odd oddly omen outrage outrageous painful pathetic perfect perfectly perverse plausible"
    " pointless poor pretend profound profoundly propaganda proud purely reckless ridiculous righteous rotten ruthless"
    " sadly sane scandalous scary sensible serious seriously shame shameful shameless shocking silly sinister specious"
    " spectacular splendid staggering strange striking strikingly stunning stupid stupidity superb surprising"
    " surprisingly terrible terribly terrific terrifying thankfully toxic tragedy tragic tragically tremendous"
    " troubling truly tyranny ugly unacceptable unbelievable undeniable unfair unfortunate unfortunately unthinkable"
    " useless utter utterly vague vain valuable vibrant vicious vile virtue vulgar weird wicked wise wisdom wonderful"
    " worse worst worthless worthy wrong kind sort really very quite rather indeed simply clearly certainly surely"
    " actually absolutely basically entirely completely deeply essentially evidently fundamentally hardly highly"
    " largely naturally plainly supposedly thoroughly vastly wholly truth fact too"
)
# Ideas rather than things that can be counted.
ABSTRACT_NOUNS = word_set(
    "belief beliefs capitalism conservatism culture democracy doctrine dignity destiny elite establishment freedom"
    " greatness hope idea ideal ideals ideas ideology justice liberalism liberty meaning morality narrative philosophy"
    " power principle principles progress rhetoric socialism society soul spirit theory things thing values vision"
    " wealth worldview responsibility people world politics nature"
)
MODAL_WORDS = word_set(
    "should must ought will may might could would can cannot shall need needs seem seems seemed seemingly appear"
    " appears perhaps maybe probably possibly likely unlikely presumably apparently definitely if unless whether"
)
UNIVERSAL_WORDS = word_set(
    "all every everyone everybody everything always never nothing nobody none no any anyone anything ever only whole"
    " itself themselves either neither"
)
# Pronouns whose referent is in another sentence, or nowhere.
POINTERS = word_set("these those such they them their")
FIRST_OR_SECOND_PERSON = word_set("i we us our ours my mine me myself ourselves you your yours yourself let's let’s")
# First words of a sentence that argues or leans on the one before it.
OPENERS = word_set(
    "but yet however and so indeed still nor then thus hence nonetheless nevertheless not because moreover therefore"
    " this that these those it they there here what how why who"
)
# Verbs that begin an appeal or an instruction, and what mostly stands after them there.
APPEALS = word_set(
    "add allow ask bake beat boil bring call check choose click combine cook cover cut drain fill find fold follow"
    " get give go heat join keep leave let make melt mix note open pay place pour preheat press put read remember"
    " remove rinse roast season see send serve set simmer slice sprinkle stir take tell try turn use visit wait warm"
    " wash watch whisk write"
)
AFTER_APPEALS = word_set(
    "a an the this that these those it them him her your our my for in with at on until to from into out up off over"
    " all both each some any no more and or"
)
