# SPDX-License-Identifier: GPL-3.0-or-later
"""What Courier's pop3login says before it hands over to its pop3d; courier_front.py says why it cannot itself."""


def capabilities(connection):
    # As pop3login tells them; PIPELINING and UIDL are those of the server behind it.
    words = ["TOP", "USER", "SASL PLAIN", "PIPELINING", "UIDL", "IMPLEMENTATION Courier Mail Server"]
    return words if connection.tls else ["STLS", *words]


def sign_in(connection):
    """The user once somebody is signed in, whose PASS (or AUTH) is not answered yet; None after QUIT."""
    connection.send("+OK Hello there.")
    name = ""
    while True:
        verb, _, text = connection.line().partition(" ")
        verb = verb.upper()
        if verb == "QUIT":
            connection.send("+OK Better luck next time.")
            return None
        if verb == "CAPA":
            connection.send("+OK Here's what I can do:")
            for word in [*capabilities(connection), "."]:
                connection.send(word)
        elif verb == "STLS" and not connection.tls:
            connection.send("+OK Begin SSL/TLS negotiation now.")
            connection.start_tls()
        elif verb == "USER":
            name = text
            connection.send("+OK Password required.")
        elif verb == "PASS" or (verb == "AUTH" and text.upper().startswith("PLAIN")):
            user, password = (name, text) if verb == "PASS" else connection.plain_login(text)
            if known := connection.check(user, password):
                return known
            connection.send("-ERR Login failed.")
        else:
            connection.send("-ERR Invalid command.")
