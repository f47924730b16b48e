"""A transcript, and an article that quotes it: nine quotations, of which seven are altered and one is invented."""

TRANSCRIPT = """\
Council of Northhaven, Tuesday evening

THE MAYOR: Thank you all for coming. I have never promised money to the ferry company, and I never will. [Applause]
The harbour will stay closed until Friday. We have asked forty engineers to look at the chain, and they will report to
Councillor Wren next week. Nobody knows what the repair costs; it may be two million pounds, or it may be three.

What I can say is that the chain has to be repaired before the winter, because a second storm would break it, and then
the town would be without a ferry for a year.

MS FINCH: Mr Mayor, do you regret that the council did not act in spring, when the first report was on its desk?

THE MAYOR: I do not regret what we said in spring. We did what the law allowed us to do, and we were
not asked to do more.
"""

ARTICLE = """\
Mayor speaks on closed harbour

“I have promised money to the ferry company,” the mayor said on Tuesday.

“The harbour will stay closed until Monday.” That was news to most of the room.

“We have asked fourteen engineers to look at the chain,” he went on, “and they will report to Councillor Swift next
week.”

“It will be two million pounds, or it may be three,” said the mayor.

He added: “The chain has to be painted before the winter, because a second storm would break it.”

“I do regret what we said in spring,” the mayor said. “We did what the law allowed us to do,
and we were not asked to do more.”

“Let the gulls pay for the lighthouse, since they are the only ones who use it,” he said.
"""
