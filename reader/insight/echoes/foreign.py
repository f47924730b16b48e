"""Function words of languages other than English, so that sentences are not similar because of their articles."""

import re
from collections.abc import Sequence

from reader.insight.echoes.stems import stem
from reader.text.abbreviations import word_set

# Function words of a sentence in another language, which has more of these than of English ones; FEW if the sentences
# around it are in one, too.
LEAST, FEW = 2, 1
FUNCTION_WORDS = word_set(
    # German, Dutch
    "der die das den dem des ein eine einen einem einer eines und oder aber in im an am auf aus bei mit nach von vom"
    " vor zu zum zur für über unter durch gegen ohne um bis seit er sie es wir ihr ich sich sein seine seinen seiner"
    " ihre ihren ist sind war waren wird werden wurde wurden worden hat haben hatte hatten dass daß wenn als wie auch"
    " noch nur schon mehr nicht sagte sagt kann soll de het een van voor met op te dat niet zijn haar aan door uit"
    " naar ook wordt werd"
    # French
    " le la les un une du des et ou mais dans en sur sous par pour avec sans au aux ce cette ces qui que dont il elle"
    " ils elles on nous vous se sa son ses leur leurs est sont était été être a ont avait ne pas plus dit l d qu c s n"
    " j"
    # Spanish, Portuguese, Italian
    " el los las una unos y o pero con sin sobre por para del al su sus lo le se que como más no es son fue ha han era"
    " os as um uma e ou mas com sem em no na nos nas do da dos das ao seu sua seus foi são não mais il lo gli i uno ma"
    " di del della dei delle nel nella per tra si suo sua ha hanno è sono stato che non più"
    # Swedish, Danish, Norwegian, Polish
    " och att som en ett det den de är var har hade inte på av till med för om från og at er på til ikke af fra han"
    " hun w z na do i że się nie jest był była przez po od dla o jak"
)
# Articles, pronouns and auxiliary verbs, which say nothing by themselves; prepositions do: "vor Montag", "nach Montag".
EMPTY = word_set(
    "der die das den dem des ein eine einen einem einer eines und er sie es sich ist sind war waren wird werden wurde"
    " wurden worden hat haben hatte hatten le la les un une des du de et est sont était ont été être a au aux se qui"
    " que il elle ils elles el los las una unos unas y es son fue ha han lo su sus del al o os as um uma e foi são do"
    " da dos das gli i uno è sono hanno stato stata di dei della delle het een is zijn was werd att en ett den"
    " det är var har"
)
# Words that only say who said it.
SAYING = word_set(
    "laut zufolge angaben sagte sagten erklärte teilte mitteilte hieß berichtet berichtete selon dit déclaré"
    " annoncé indiqué affirmé précisé según dijo anunció informó aseguró explicó detto annunciato"
    " disse anunciou volgens zei enligt sade"
)
_ELIDED = re.compile(r"^(?:l|d|qu|n|s|j|m|t|c|jusqu|lorsqu|puisqu|un|dell|all|nell|sull|dall|quest)'(?=\w)")


def without_elision(word: str) -> str:
    """Return a word without the article or pronoun that is written with it, as in "l'usine"."""
    return _ELIDED.sub("", word)


def is_foreign(words: Sequence[str], least: int = LEAST) -> bool:
    """Return whether normal words seem to be in a language other than English.

    Args:
        words: The words of a sentence or more.
        least: The number of foreign function words required.
    """
    foreign = sum(word in FUNCTION_WORDS for word in words)
    return foreign >= least and foreign > sum(word.isalpha() and not stem(word) for word in words)
