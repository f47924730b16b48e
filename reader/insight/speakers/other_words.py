"""The words of attribution of German, French, Spanish, Italian, Portuguese and Dutch, compiled by hand."""

from typing import NamedTuple

from reader.text.abbreviations import word_set


class OtherWords(NamedTuple):
    """The words of a language by which clear attributions are found. All are in lower case.

    Attributes:
        verbs: Verbs of saying.
        before_verbs: Auxiliaries that may stand before one of these and belong to it.
        by: Words right after the comma that mark a speaker without a verb: “…”, so Anna Krämer.
        according: Words that begin a sentence with the speaker of what follows, such as "laut"; each is a sequence.
        pronouns: Pronouns that can be the subject.
        articles: Words that begin a noun phrase.
        within: Lower-case words that continue a noun phrase.
        stops: Lower-case words that end a noun phrase, where common nouns are lower-case.
        no_subject: Words with a capital that begin a sentence, and are no subject.
        has_noun_capitals: True if every noun has a capital.
        reflexive: Words between a verb and its subject: äußerte sich Krämer.
        about: Words after a name before a colon: Krämer zur Lage: “…”.
        nominative: Articles that begin a subject and no object, so that the verb comes before its subject.
    """

    verbs: frozenset[str]
    before_verbs: frozenset[str]
    by: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    pronouns: frozenset[str]
    articles: frozenset[str]
    within: frozenset[str]
    stops: frozenset[str]
    no_subject: frozenset[str]
    has_noun_capitals: bool = False
    reflexive: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    nominative: frozenset[str] = frozenset()


_GERMAN = OtherWords(
    word_set(
        "sagte sagten sagt erklärte erklärten erklärt betonte betont meinte meint berichtete berichtet"
        " kritisierte kritisiert warnte warnt forderte fordert ergänzte ergänzt antwortete antwortet fragte fragt"
        " schrieb schreibt äußerte bekräftigte versicherte rief erwiderte entgegnete mahnte bilanzierte"
        " kommentierte kommentiert fügte kündigte räumte teilte gab widersprach widerspricht stellte lobte nannte"
        " bezeichnete sprach behauptete unterstrich resümierte klagte bedauerte begründete verwies ließ"
        " schreiben hofft schilderte verurteilte verurteilt meinen sagen berichten erklären betonen lautet"
        " verkündete witzelte"
    ),
    frozenset(),
    word_set("so"),
    (
        ("laut",), ("nach", "angaben", "von"), ("nach", "angaben"), ("nach", "ansicht"), ("nach", "ansicht", "von"),
        ("nach", "einschätzung"), ("nach", "einschätzung", "von"), ("nach", "worten"), ("nach", "auskunft"),
        ("nach", "darstellung"), ("nach", "meinung"), ("nach", "meinung", "von"),
    ),
    word_set("er sie es man wir ich"),
    word_set("der die das ein eine dem den des einem einer ihr ihre sein seine"),
    word_set("von van de der des vom für beim im und"),
    frozenset(),
    word_set(
        "gestern heute dann später zudem außerdem dazu danach anschließend weiter dabei dort hier auch so"
        " wörtlich dies das es am im in nach bei auf mit zum zur wie als wenn weil dass ob und aber doch darauf"
        " daraufhin weiterhin über gegenüber offenbar denn während bereits selbst vor seit unter durch gegen ohne"
        " um statt trotz laut beim aus bisher zuvor zuletzt damals damit deshalb daher ebenso allerdings jedoch"
        " dagegen hingegen schließlich"
    ),
    has_noun_capitals=True,
    reflexive=word_set("sich"),
    about=word_set("zu zum zur über wörtlich weiter dazu"),
    nominative=word_set("der er sie es man"),
)  # fmt: skip
_FRENCH = OtherWords(
    word_set(
        "déclaré dit disait affirmé expliqué ajouté estimé souligné assuré indiqué précisé lancé insisté raconte"
        " témoigne explique affirme estime ajoute souligne assure déclare confie lance poursuit résume reconnaît"
        " regrette martèle promis écrit répondu répond prévient dénonce dénoncé commenté commente rappelé rappelle"
        " conclut conclu raconté confié regretté reconnu réagi réagit insiste précise indique témoigné prévenu"
        " plaidé"
    ),
    word_set("a ont avait"),
    word_set("selon"),
    (("selon",), ("d'après",), ("pour",)),
    word_set("il elle on ils elles lui"),
    word_set("le la les un une l' son sa leur"),
    word_set("de du des d' la le l'"),
    word_set(
        "à au aux en dans lors après avant devant sur qui que pour par mardi lundi mercredi jeudi vendredi samedi"
        " dimanche hier"
    ),
    word_set("mais selon pour dans lors en après avant hier puis ainsi"),
)  # fmt: skip
_SPANISH = OtherWords(
    word_set(
        "dijo dice dicho afirmó afirma afirmado aseguró asegura asegurado señaló señala señalado explicó explica"
        " explicado añadió añade añadido declaró declara declarado indicó indicado comentó comenta agregó"
        " respondió replicó sostuvo sostiene subrayó manifestó advirtió advertido recordó insistió sentenció"
        " concluyó zanjó relató escribió preguntó contó cuenta lamentó reconoció criticó denunció prometió"
    ),
    word_set("ha han había"),
    word_set("según"),
    (("según",), ("para",)),
    word_set("él ella ellos ellas"),
    word_set("el la los las un una su"),
    word_set("de del la los las y"),
    word_set("a al en tras durante ante que lunes martes miércoles jueves viernes sábado domingo ayer con sobre"),
    word_set("pero según para en tras durante ante ayer así"),
)
_ITALIAN = OtherWords(
    word_set(
        "detto dice disse dichiarato dichiara spiega spiegato afferma affermato aggiunge aggiunto commenta"
        " commentato sottolinea sottolineato scrive scritto racconta raccontato conclude concluso ribadito"
        " ribadisce risponde"
    ),
    word_set("ha hanno aveva"),
    word_set("secondo"),
    (("secondo",), ("per",)),
    word_set("lui lei egli"),
    word_set("il lo la i gli le un una l'"),
    word_set("di del della dei delle d'"),
    word_set("a al in durante dopo che lunedì martedì mercoledì giovedì venerdì sabato domenica ieri con su"),
    word_set("ma secondo per in durante dopo ieri così"),
)  # fmt: skip
_PORTUGUESE = OtherWords(
    word_set(
        "disse diz afirmou afirma declarou explicou explica acrescentou contou completou ressaltou destacou"
        " avaliou escreveu respondeu criticou lamentou garantiu"
    ),
    frozenset(),
    word_set("segundo"),
    (("segundo",), ("para",)),
    word_set("ele ela eles elas"),
    word_set("o a os as um uma"),
    word_set("de do da dos das e"),
    word_set(
        "em no na durante após que segunda terça quarta quinta sexta sábado domingo ontem com sobre ao à"
    ),
    word_set("mas segundo para em no na após ontem"),
)  # fmt: skip
_DUTCH = OtherWords(
    word_set("zei zegt vertelde vertelt antwoordde schreef schrijft verklaarde verklaart benadrukte liet meldt meldde"),
    frozenset(),
    word_set("aldus volgens"),
    (("volgens",),),
    word_set("hij zij ze"),
    word_set("de het een"),
    word_set("van de den der het"),
    word_set("in op tegen aan bij tijdens na die dat maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"),
    word_set("maar volgens in op bij na gisteren"),
)
OTHER_WORDS = {
    "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH, "it": _ITALIAN, "pt": _PORTUGUESE, "nl": _DUTCH,
}  # fmt: skip
