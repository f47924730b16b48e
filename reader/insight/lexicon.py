"""Lists of English words that tell what a passage is; written by hand for this program."""

from reader.text.words import words

# What somebody does who is quoted, after or before the quotation.
SPEECH_VERBS = words(
    "said says say saying told tells telling asked asks asking added adds adding wrote writes writing replied replies"
    " replying responded responds responding answered answers tweeted tweets tweeting posted posts declared declares"
    " declaring stated states stating explained explains explaining concluded concludes noted notes noting continued"
    " continues warned warns warning argued argues arguing insisted insists insisting announced announces admitted"
    " admits acknowledged acknowledges recalled recalls remarked remarks quipped joked jokes joking exclaimed"
    " predicted predicts complained complains suggested suggests claimed claims claiming repeated repeats stressed"
    " stresses emphasized emphasised observed observes commented comments cried shouted shouts yelled screamed"
    " whispered muttered chanted chanting chants demanded demands demanding urged urges wondered pleaded agreed agrees"
    " countered counters retorted confessed conceded pledged promised vowed proclaimed proclaims recounted testified"
    " pressed interjected quoted cautioned mused boasted thundered reiterated read reads reading joined"
    " confirmed pointed went goes put puts laughed sighed offered"
)
# What somebody who writes does to a word or a phrase.
NAMING = words(
    "called calls calling dubbed dubbing termed labeled labelled nicknamed titled entitled named known coined branded"
    " so-called phrase phrases word words term terms slogan slogans hashtag song songs album movie film book novel"
    " show episode series column essay"
)
