"""The words of a language by which attributions of quotations are found; patterns are code, words are data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of a language. All words are in lower case.

    Attributes:
        verbs: Finite forms of verbs that introduce what somebody said.
        plural: Forms of them that need a plural subject.
        common: The verbs among these that hardly ever do anything else.
        participles: Forms that do so in a clause of their own, such as “adding”.
        according: Words before “to” that do so without a verb.
        pronouns: Pronouns that can be the subject of such a verb.
        indefinite: Those of them that continue like a noun, such as “one of the owners”.
        plural_pronouns: Those of them that are plural, or take the same form.
        articles: Words that begin a noun phrase: articles, possessives, numerals.
        no_verb_after: Words after which a form of these verbs is a noun or an infinitive.
        auxiliaries: Verbs that stand between a subject and its verb.
        passive: The auxiliaries that make somebody else the speaker.
        inner_prepositions: Prepositions that continue a name.
        name_particles: Lower-case words within names, such as the two in “Jean-Luc de la Tour”.
        prepositions: Prepositions that end a name, and continue a phrase that begins with an article.
        conjunctions: Words that begin a clause.
        joining: Conjunctions that give a verb the subject of the one before.
        outer_prepositions: All prepositions.
        naming_prepositions: Prepositions that continue with an apposition after a comma.
        of: The preposition that continues a name with any noun.
        always_capital: Words that always have a capital.
        reflexive: Reflexive pronouns.
        adverbs: Words that stand between a subject and its verb, or after it.
        times: Days, months and other words of time.
        finite: Irregular finite verbs that end a subject.
        relative: Pronouns that begin a relative clause.
        particles: Words that turn another verb into a verb of saying, by that verb, as in “shot back”.
        introducing: Words between a verb and a quotation that is part of its sentence.
        infinitive: The words of an infinitive that replaces a participle.
        before_participles: Words between a main clause and a participle.
        appositions: Words that begin an apposition after a comma.
        unsaid: Words before a verb by which something is not said, or only perhaps.
        nobody: Words that begin a subject which is nobody.
        no_one: The words of the one that is written apart.
        supposing: Conjunctions before what only may be said.
        asked: Participles that begin a sentence with what somebody was asked.
        reporting: Participles before which somebody else is named, as in “recalled Doe saying”.
    """

    verbs: frozenset[str]
    plural: frozenset[str]
    common: frozenset[str]
    participles: frozenset[str]
    according: frozenset[str]
    pronouns: frozenset[str]
    indefinite: frozenset[str]
    plural_pronouns: frozenset[str]
    articles: frozenset[str]
    no_verb_after: frozenset[str]
    auxiliaries: frozenset[str]
    passive: frozenset[str]
    inner_prepositions: frozenset[str]
    name_particles: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    joining: frozenset[str]
    outer_prepositions: frozenset[str]
    naming_prepositions: frozenset[str]
    of: str
    always_capital: frozenset[str]
    reflexive: frozenset[str]
    adverbs: frozenset[str]
    times: frozenset[str]
    finite: frozenset[str]
    relative: frozenset[str]
    particles: Mapping[str, str]
    introducing: frozenset[str]
    infinitive: Sequence[str]
    before_participles: frozenset[str]
    appositions: frozenset[str]
    unsaid: frozenset[str]
    nobody: frozenset[str]
    no_one: Sequence[str]
    supposing: frozenset[str]
    asked: frozenset[str]
    reporting: frozenset[str]
