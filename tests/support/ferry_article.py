"""An article with boilerplate around it: the lines that the boilerplate detector should find."""

BODY = """
The ferry to the outer islands was cancelled for the third day on Monday, as waves of four metres hit the pier.
About ninety people spent the night in the hall of the school, where the town had put up beds and a kitchen.
The company said that it would sail again on Wednesday, if the wind turned to the west as was forecast.
"""
LINES = ["By Anna Lindqvist", "Sign up to our newsletter", "Leave a comment"]
ONE = "\n".join(["Storm keeps ferry in the harbour for a third day\n", LINES[0], BODY, *LINES[1:]])
