#!/usr/bin/env python3
"""Holds a signed checkpoint against a policy: verify-witnesses.py PATH POLICY. PATH is a checkpoint, a file of
evidence, published tiles, or a ledger, of whose checkpoints one must be accepted and none be forged. The policy has
the form of C2SP's tlog-policy; a log of it must have signed, and so many of its witnesses cosigned (cosignature/v1) as its
quorum wants. Goes with verify-ledger.py, whose reading of notes and keys it uses, and like that was written from the
pages alone. What the checkpoint is over, verify-ledger.py verifies. A witness's ML-DSA key counts for nothing here.
Exit status: 0 accepted, 1 refused, 64 wrong usage."""
import importlib.util, os, re, sys
place = os.path.join(os.path.dirname(os.path.abspath(__file__)), "verify-ledger.py")
spec = importlib.util.spec_from_file_location("verify_ledger", place)
base = importlib.util.module_from_spec(spec)
spec.loader.exec_module(base)
need = base.need


class TooFew(Exception):
    """The quorum is not met; nothing is wrong with what is there."""


class Policy:
    """Whom somebody trusts: keys of logs by their names, keys of witnesses, and what makes a quorum of these."""

    def __init__(self, data):
        self.logs, self.witnesses, self.members, self.quorum, grouped = [], {}, {b"none": True}, [], [b"none"]
        need(data.endswith(b"\n") and not re.search(rb"[^\t\n -\x7e\x80-\xff]", data), "cut, or a control character")
        lines = [[word for word in re.split(rb"[ \t]+", line) if word] for line in data.split(b"\n")]
        for word, *rest in (line for line in lines if line and not line[0].startswith(b"#")):
            read = {b"log": self.log, b"witness": self.witness, b"group": self.group, b"quorum": self.one}.get(word)
            need(read, f"a line that begins with {word}")
            grouped += read(*rest) or []
        need(len(self.quorum) == 1 and len({*grouped}) == len(grouped), "not one quorum, or a member of two groups")
        publics = [key.public for key in self.logs], list(self.witnesses.values())
        need(all(len({*keys}) == len(keys) for keys in publics), "a key twice")

    def log(self, key, _url=None):
        self.logs.append(base.verifier_key(key.decode()))

    def define(self, name, member):
        need(name not in self.members, f"{name} twice")
        self.members[name] = member

    def witness(self, name, text, _url=None):
        key_name, key_id, encoded = text.decode().split("+", 2)
        data, key_id = base.bytes64(encoded), bytes.fromhex(key_id)
        need(key_id == base.sha256(key_name.encode(), b"\n", data)[:4], "no key of its id")
        need((data[0], len(data)) in ((4, 33), (6, 1313)), "no key of a witness")
        self.witnesses[name] = data
        self.define(name, base.Key(key_name, key_id, data[1:], text) if data[0] == 4 else False)

    def group(self, name, least, *names):
        need(names and all(it in self.members for it in names), "a group of nobody, or of who is not known")
        count = {b"all": len(names), b"any": 1}.get(least) or int(least.decode())
        need(1 <= count <= len(names) and least == least.strip(b"+_"), "a threshold that cannot be")
        self.define(name, (count, names))
        return names

    def one(self, name):
        self.quorum.append(self.members[name])

    def is_met(self, member, cosigners):
        if type(member) is bool: return member
        if type(member) is base.Key: return member in cosigners
        return sum(self.is_met(self.members[it], cosigners) for it in member[1]) >= member[0]

    def judge(self, note):
        """Who cosigned, of the witnesses; a bad signature in the name of one of them refuses the whole note."""
        key = [it for it in self.logs if (it.name, it.id) in [(name, blob[:4]) for name, blob in note.signed]]
        need(key and note.origin in [it.name for it in key], "no log of the policy signed")
        for it in key: base.check_signed(note._replace(origin=it.name), it)
        cosigners = {}
        for witness in (it for it in self.members.values() if type(it) is base.Key):
            for blob in (blob for name, blob in note.signed if (name, blob[:4]) == witness[:2]):
                seconds = int.from_bytes(blob[4:12], "big")
                need(len(blob) == 76 and seconds < 2**63, f"no cosignature, of {witness.name}")
                message = b"cosignature/v1\ntime %d\n" % seconds + note.text
                base.ed_verify(witness.public, message, blob[12:])
                cosigners[witness] = min(seconds, cosigners.get(witness, seconds))
        names = " and ".join(it.name for it in cosigners) or "nobody"
        need(self.is_met(self.quorum[0], cosigners), f"no quorum: cosigned by {names}", TooFew)
        return cosigners


def notes(path):
    """The checkpoints of a path, of which one must be accepted."""
    data = base.content(path)
    if data is None:
        found = [base.content(f"{path}/{name}") or b"" for name in ("checkpoints", "checkpoint")]
        if os.path.isdir(path + "/tile"): return found[1:]
        return re.findall("(?:[^\n]+\n)+\n(?:— [^\n]*\n)+".encode(), found[0]) + found[1:]
    return [base.cbor(data)[0][3]] if data.startswith(b"\x8brhazledger/evidence") else [data]


def main(path="", policy="", *more):
    if more or not os.path.exists(path) or not os.path.isfile(policy): return print(__doc__, file=sys.stderr) or 64
    refusal, best = "no checkpoint", None
    try: policy = Policy(base.content(policy))
    except Exception as fault: return print("not a policy:", fault) or 64
    for data in notes(path):
        try:
            note = base.checkpoint(data)
            cosigners = policy.judge(note)
            if best is None or note.size >= best[0].size: best = note, cosigners
        except TooFew as few: refusal = few
        except Exception as fault: return print("refused:", fault) or 1
    if best is None: return print("refused:", refusal) or 1
    witnesses = " and ".join(f"{key.name} at {seconds}" for key, seconds in best[1].items()) or "nobody"
    print(f"ok: {best[0].size} entries, root {base.text64(best[0].root)}, cosigned by {witnesses}")


sys.exit(main(*sys.argv[1:]))
