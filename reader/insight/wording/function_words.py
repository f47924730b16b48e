"""English words with little meaning of their own: articles, prepositions, pronouns, auxiliary verbs."""

from reader.text.abbreviations import word_set

FUNCTION_WORDS = word_set(
    "a an the and or but nor so yet if then than as of in on at by for from to with without into onto over under about"
    " after before between during through against up down out off i you he she it we they me him her us them my your"
    " his its our their mine yours this that these those who whom whose which what when where why how is am are was"
    " were be been being have has had having do does did doing will would shall should can could may might must not no"
    " there here also just only very more most some any all each both few many much other another such own same too"
    " again 's 'd"
)
