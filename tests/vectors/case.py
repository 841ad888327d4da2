"""What a vector is: input, trust store, and what every implementation must say about it."""


class Case:
    """ID and variant name the case; `what` tells a reader what is odd about it.

    command: verify (a bale), check (a trust store) or update (a trust update against the installed store).
    refuse:  short name of the refusal, None when the input is to be accepted.
    status:  exit status; 4 for refusals unless told otherwise.
    content: bytes of the file; None when `prepare` makes something at the path that is not a plain file.
    store:   bytes of the trust store, or a function that makes one at a path.
    tools:   what docs/verify-by-hand.sh must say: accept, refuse, or None where standard tools cannot judge.
    """

    def __init__(self, name, what, content=None, refuse=None, status=None, command="verify", store=None,
                 prepare=None, at=1750000000, tools="same", lineage=None):
        self.id, _, self.variant = name.partition(" ")
        self.what, self.content, self.refuse, self.command = what, content, refuse, command
        self.status = status if status is not None else (4 if refuse else 0)
        self.store, self.prepare, self.at = store, prepare, at
        self.tools = ("refuse" if self.status else "accept") if tools == "same" else tools
        if command != "verify":
            self.tools = None

    @property
    def file(self):
        suffix = {"verify": "bale", "check": "json", "update": "update"}[self.command]
        return f"{self.id}-{self.variant or 'case'}.{suffix}"
