#!/usr/bin/env python3
"""Writes keys.txt: key events, a submission, a proof of authorship and a rotation, byte for byte.

Written from the format's page alone, beside make_ledger.py, whose ledger id, log key and CBOR it
takes. Usage: python3 make_keys.py > keys.txt (needs the openssl command to sign).
"""

import base64
import contextlib
import io
import subprocess
import tempfile

with contextlib.redirect_stdout(io.StringIO()):
    import make_ledger as ledger

cbor, sha256, root = ledger.cbor, ledger.sha256, ledger.root
LEDGER_ID = bytes(range(16))
# Secret keys of RFC 8032 section 7.1, tests 1, 3 and SHA(abc): good for examples only.
REGISTRAR = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
PARTY = bytes.fromhex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
NEW_LOG = bytes.fromhex("833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42")


def openssl(arguments, secret, message=b""):
    with tempfile.NamedTemporaryFile() as key, tempfile.NamedTemporaryFile() as text:
        key.write(bytes.fromhex("302e020100300506032b657004220420") + secret)
        key.flush()
        text.write(message)
        text.flush()
        names = {"KEY": key.name, "TEXT": text.name}
        command = ["openssl"] + [names.get(argument, argument) for argument in arguments]
        return subprocess.run(command, check=True, capture_output=True).stdout


def public(secret):
    return openssl(["pkey", "-inform", "DER", "-in", "KEY", "-pubout", "-outform", "DER"], secret)[-32:]


def sign(secret, lines):
    text = "".join(line + "\n" for line in lines).encode()
    arguments = ["pkeyutl", "-sign", "-rawin", "-keyform", "DER", "-inkey", "KEY", "-in", "TEXT"]
    return openssl(arguments, secret, text)


def key_id(name, key):
    return sha256(name.encode() + b"\n\x01" + key)[:4]


def verifier_key(name, secret):
    key = public(secret)
    return f"{name}+{key_id(name, key).hex()}+" + b64(b"\x01" + key)


def b64(data):
    return base64.b64encode(data).decode()


def key_event(action, party, key, previous, expires, secrets):
    word = ["register", "rotate", "revoke"][action]
    lines = ["hazledger/key/v1", LEDGER_ID.hex(), word, party, key]
    lines += [b64(previous) if previous else "none", str(expires) if expires else "never"]
    signatures = sorted([public(secret), sign(secret, lines)] for secret in secrets)
    return cbor({0: 65, 1: action, 2: party, 3: key, 4: previous, 5: expires, 6: signatures})


def path(leaves, index):
    if len(leaves) == 1:
        return []
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    if index < k:
        return path(leaves[:k], index) + [root(leaves[k:])]
    return path(leaves[k:], index - k) + [root(leaves[:k])]


def main():
    party = ledger.PAINTER
    key = verifier_key("paint", PARTY)
    print("# Made by make_keys.py: bodies of key events; the bodies of three events, the body and the")
    print("# entry of the submission that vouches for them, a proof of authorship of each; a rotation.")
    print("registrar", verifier_key("registrar", REGISTRAR))
    print("party", key)
    first = key_event(0, party, key, None, 4_000_000_000_000_000, [REGISTRAR])
    second = key_event(2, party, key, sha256(b"\0" + first), None, [PARTY])
    print("register", first.hex())
    print("revoke", second.hex())
    bodies = []
    for number in range(3):
        fields = {4: "Y-1", 9: ledger.DRUMS, 10: [number + 1, ledger.PIECE], 19: "清洗"}
        bodies.append(cbor(ledger.event(6, 20 + number, party, fields)))
        print("event", bodies[-1].hex())
    leaves = [sha256(b"\0" + body) for body in bodies]
    identifier = key_id("paint", public(PARTY))
    lines = ["hazledger/submission/v1", LEDGER_ID.hex(), party, identifier.hex(), "3", b64(root(leaves))]
    submission = {0: 66, 1: party, 2: int.from_bytes(identifier, "big"), 3: 3, 4: sign(PARTY, lines)}
    entry = cbor([1, 23, ledger.T, False, sha256(b""), [], submission])
    print("submission", cbor(submission).hex())
    print("entry", entry.hex())
    for number in range(3):
        print("author", cbor([entry, number, path(leaves, number)]).hex())
    old, new = ledger.verifier_key(ledger.ORIGIN), verifier_key(ledger.ORIGIN, NEW_LOG)
    lines = ["hazledger/rotation/v1", LEDGER_ID.hex(), old, new]
    rotation = {0: 69, 1: new, 2: sign(ledger.SEED, lines), 3: sign(NEW_LOG, lines)}
    print("rotation", cbor(rotation).hex())


main()
