"""Whatever is done, in whatever order, by two programs of one person: the store is what a plain dictionary would be."""

import json
from pathlib import Path
from random import Random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tinydb import TinyDB
from tinydb.storages import MemoryStorage

from reader.annotation.store import store as store_module
from reader.annotation.store.store import Store
from tests.torture.script import Model, Op, is_dismissed, is_row_id, notes, perform
from tests.torture.simulated import SimulatedDisk


class StoreAgainstDictionary(RuleBasedStateMachine):
    """`foreign` are notes that a program wrote which knows nothing of the log, and that no step of ours changes."""

    @initialize(small=st.sampled_from([0, 2000]))
    def begin(self, small: int) -> None:
        self.small = store_module.SMALL
        store_module.SMALL = small
        self.disk, self.path = SimulatedDisk(), Path("/simulated/0/annotations.json")
        self.model, self.foreign = Model({}), dict[str, str]()
        self.stores = [self._open(), self._open()]

    def _open(self) -> Store:
        return Store(self.path, self.disk)

    def _do(self, who: int, op: Op) -> None:
        self.stores[who].refresh()
        self.stores[who] = perform(op, self.stores[who], self._open)
        self.model = self.model.after(op)

    who = st.integers(0, 1)
    texts = st.text(st.characters(codec="utf-8"), max_size=9)

    @rule(who=who, note=texts)
    def tag(self, who: int, note: str) -> None:
        self._do(who, Op("tag", f"a{self.model.made}", note))

    @precondition(lambda self: self.model.notes)
    @rule(who=who, data=st.data(), note=texts)
    def note(self, who: int, data: st.DataObject, note: str) -> None:
        self._do(who, Op("note", data.draw(st.sampled_from(sorted(self.model.notes))), note))

    @precondition(lambda self: self.model.notes)
    @rule(who=who, data=st.data())
    def remove(self, who: int, data: st.DataObject) -> None:
        self._do(who, Op("remove", data.draw(st.sampled_from(sorted(self.model.notes)))))

    @rule(who=who, kind=st.sampled_from(["undo", "undo", "redo", "checkpoint", "reopen"]))
    def go(self, who: int, kind: str) -> None:
        self._do(who, Op(kind))

    @rule(seed=st.integers(0, 1 << 20), killed=st.booleans())
    def crash(self, seed: int, killed: bool) -> None:
        self.disk = self.disk.after_crash(None if killed else Random(seed))
        self.stores = [self._open(), self._open()]

    @rule(folder=st.integers(0, 1 << 20))
    def rename_the_folder(self, folder: int) -> None:
        state, old, new = self.disk.state, self.path.parent, Path(f"/simulated/{folder}")
        for names in (state.names, state.synced_names):
            moved = {new / path.relative_to(old): number for path, number in names.items()}
            names.clear()
            names.update(moved)
        state.pending.clear()
        self.path = new / self.path.name
        self.stores = [self._open(), self._open()]

    @rule(text=texts, data=st.data())
    def write_into_the_file(self, text: str, data: st.DataObject) -> None:
        """By a program that leaves what is ours as it is."""
        tables = json.loads(self.disk.read(self.path)) if self.disk.signature(self.path) else {}
        table = tables.setdefault("annotations", {})
        id = data.draw(st.sampled_from([*self.foreign, f"foreign{len(self.foreign)}"]))
        number = next((n for n, each in table.items() if each["id"] == id), str(max(map(int, table), default=0) + 1))
        fields = {"source": "one.txt", "start": 0, "end": 1, "exact": "x", "tag": "quote"}
        table[number] = {**fields, **table.get(number, {}), "id": id, "note": text}
        SimulatedDisk.write(self.disk, self.path, [json.dumps(tables).encode()])
        self.disk.sync_folder(self.path.parent)
        self.foreign[id] = text

    @invariant()
    def it_is_what_a_dictionary_would_be(self) -> None:
        if not hasattr(self, "disk"):
            return
        expected = {**self.model.notes, **self.foreign}
        for store in (*self.stores, self._open()):
            store.refresh()
            assert notes(store) == expected
            assert not store.conflicts
            assert not store.losses.find()
            tagged = sum(not (is_dismissed(id) or is_row_id(id)) for id in expected)
            assert sum(sum(tags.values()) for tags in store.counts.values()) == len(store) == tagged

    def teardown(self) -> None:
        if not hasattr(self, "disk"):
            return
        self.stores[0].close()
        database = TinyDB(storage=MemoryStorage)
        database.storage.write(json.loads(self.disk.read(self.path)) if self.disk.signature(self.path) else {})
        names = ("annotations", "dismissals", "things")
        tables = [{each["id"]: each["note"] for each in database.table(name)} for name in names]
        assert tables[0] | tables[1] | tables[2] == {**self.model.notes, **self.foreign}
        assert (set(filter(is_dismissed, tables[0])), set(filter(is_dismissed, tables[1]))) == (set(), set(tables[1]))
        assert (set(filter(is_row_id, tables[0])), set(filter(is_row_id, tables[2]))) == (set(), set(tables[2]))
        store_module.SMALL = self.small


TestStoreAgainstDictionary = StoreAgainstDictionary.TestCase
TestStoreAgainstDictionary.settings = settings(max_examples=20, stateful_step_count=40, deadline=None)
