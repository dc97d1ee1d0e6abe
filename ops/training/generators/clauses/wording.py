"""How one asks whether a text says something."""

#: About what a text provides: silence means No.
PROVIDES = (
    "Does the {noun} provide that {claim}?", "Does the {noun} specify that {claim}?",
    "Does the {noun} state that {claim}?", "Does the {noun} say that {claim}?",
    "Does this {noun} provide that {claim}?", "Identify if the {noun} provides that {claim}.",
    "Identify whether the {noun} specifies that {claim}.", "Determine if the {noun} provides that {claim}.",
    "Is it stated that {claim}?", "Does the {noun} stipulate that {claim}?", "Does it say that {claim}?",
    "Is there a statement to the effect that {claim}?", "Does the text say that {claim}?",
    "Answer Yes or No: does the {noun} provide that {claim}?", "Does the {noun} expressly provide that {claim}?",
)  # fmt: skip
#: About what is so: asked only where the text settles it.
SO = (
    "Is it true that {claim}?", "True or false: {claim}.", "{Claim}.", "{Claim}.", "{Claim}.", "{Claim}?",
    "Is it correct that {claim}?", "Is it the case that {claim}?", "According to the {noun}, is it so that {claim}?",
    "The {noun} provides that {claim}. Is this correct?", "Can one conclude that {claim}?",
    "Does it follow from the {noun} that {claim}?", "Under the {noun}, {claim}. Yes or no?",
    "{Claim}, is that right?", "Statement: {claim}. Is the statement true?", "{Claim}. True or false?",
)  # fmt: skip
#: About the matter that a text deals with, whichever way.
ABOUT = (
    "Does the {noun} describe {about}?", "Does the {noun} specify {about}?", "Does the {noun} deal with {about}?",
    "Does the {noun} address {about}?", "Does the {noun} provide for {about}?", "Does the {noun} mention {about}?",
    "Identify if the {noun} deals with {about}.", "Does the {noun} contain a provision on {about}?",
    "Is the {noun} about {about}?", "Does the text describe {about}?", "Is there anything in the {noun} on {about}?",
    "Does this {noun} describe {about}?",
)  # fmt: skip
