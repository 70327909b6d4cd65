"""Tables for compiled code: a named tuple of sequences behind one pointer.

A compiled function that took every table as an array would push some thousand words on each call. Here a named
tuple (`World`, `Month`, `Residents` ...) becomes a block of 64-bit words: a number lies in its word, a sequence is
an address. Compiled code reads ``m.admit[cell]`` as two loads, the text of the rule unchanged. Bounds are not
checked; the reference engine, which runs the same text on lists, is where an index error shows.
"""

from __future__ import annotations

import operator
from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils, typing
from numba.core.datamodel import models
from numba.extending import (
    NativeValue,
    infer_getattr,
    intrinsic,
    lower_builtin,
    lower_getattr_generic,
    register_model,
    type_callable,
    typeof_impl,
    unbox,
)
from numba.np.numpy_support import from_dtype
from numpy.typing import NDArray

from sim.engine.records import writable

WORD = ir.IntType(64)
LINE = 64  # bytes of memory that come together


class PackedColumn(types.Type):
    """A sequence as its bare address; small whole numbers are kept small and read as int64.

    ``stride`` is the distance of two entries in bytes: a column of a table of records has the record's size. What is
    ``fixed`` nothing may write while compiled code runs, so the compiler need not read it twice.
    """

    def __init__(self, stored: types.Type, stride: int, fixed: bool) -> None:
        self.stored = stored
        self.stride = stride
        self.fixed = fixed
        self.dtype = stored if stored == types.float64 else types.int64
        super().__init__(name=f"Column({stored},{stride}{',fixed' if fixed else ''})")


class Block(types.Type):
    """A packed named tuple; ``fields`` are (name, type) in order of its words."""

    def __init__(self, title: str, fields: tuple[tuple[str, types.Type], ...]) -> None:
        self.title = title
        self.fields = fields
        self.place = {name: (n, kind) for n, (name, kind) in enumerate(fields)}
        super().__init__(name=f"Block({title},{','.join(f'{name}:{kind}' for name, kind in fields)})")


class Packed:
    """A named tuple in compiled form; keeps its arrays alive and gives them by name."""

    def __init__(self, source: Any) -> None:
        self.columns: dict[str, NDArray[Any]] = {}
        self.parts: dict[str, Packed] = {}
        fields: list[tuple[str, types.Type]] = []
        self.words = np.zeros(len(source._fields), dtype=np.int64)
        written = writable(type(source))
        for n, name in enumerate(source._fields):
            value = getattr(source, name)
            if hasattr(value, "_fields"):
                part = self.parts[name] = Packed(value)
                self.words[n] = part.address
                fields.append((name, part.numba_type))
            elif isinstance(value, float):
                self.words[n : n + 1].view(np.float64)[0] = value
                fields.append((name, types.float64))
            elif isinstance(value, int):
                self.words[n] = value
                fields.append((name, types.int64))
            else:
                column = _column(value, source.__annotations__[name])
                self.columns[name] = column
                self.words[n] = column.ctypes.data
                stride = column.strides[0] if len(column) else column.itemsize  # an empty one has the kind of a full
                fields.append((name, PackedColumn(from_dtype(column.dtype), stride, name not in written)))
        self.numba_type = Block(type(source).__name__, tuple(fields))

    @property
    def address(self) -> int:
        """Where the block lies."""
        return int(self.words.ctypes.data)

    def __getattr__(self, name: str) -> NDArray[Any]:
        """A column by its field's name; writing to it writes to what compiled code sees."""
        try:
            found: NDArray[Any] = self.__dict__["columns"][name]
        except KeyError:
            raise AttributeError(name) from None
        return found


def _column(value: Any, annotation: Any) -> NDArray[Any]:
    """An array as it is; a list as float64 or int64, by what the named tuple says of it."""
    if isinstance(value, np.ndarray):
        return value
    real = "Real" in str(annotation) or "float" in str(annotation)
    return np.array(value, dtype=np.float64 if real else np.int64)


def prefetch(column: Any, index: int) -> None:
    """Ask for the memory of a record that will be read soon; nothing else depends on it."""


@intrinsic
def prefetch_compiled(_typing: Any, column: Any, index: Any) -> Any:
    """`prefetch` in compiled code: the cache line of the entry, of a record the next one too."""
    if not isinstance(column, PackedColumn):
        return None

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        wide = context.cast(builder, arguments[1], signature.args[1], types.int64)
        place = builder.add(arguments[0], builder.mul(wide, ir.Constant(WORD, column.stride)))
        byte, flag = ir.IntType(8).as_pointer(), ir.IntType(32)
        hint = cgutils.get_or_insert_function(
            builder.module, ir.FunctionType(ir.VoidType(), [byte, flag, flag, flag]), "llvm.prefetch.p0"
        )
        for line in range(0, column.stride, LINE):
            pointer = builder.inttoptr(builder.add(place, ir.Constant(WORD, line)), byte)
            builder.call(hint, [pointer, ir.Constant(flag, 1), ir.Constant(flag, 3), ir.Constant(flag, 1)])
        return context.get_dummy_value()

    return types.none(column, index), generate


@typeof_impl.register(Packed)
def _typeof(value: Packed, _context: Any) -> Block:
    return value.numba_type


@register_model(Block)
@register_model(PackedColumn)
class _Address(models.PrimitiveModel):  # type: ignore[misc]
    def __init__(self, dmm: Any, fe_type: types.Type) -> None:
        super().__init__(dmm, fe_type, WORD)


@unbox(Block)
def _unbox(_type: Block, value: Any, c: Any) -> NativeValue:
    address = c.pyapi.object_getattr_string(value, "address")
    native = c.pyapi.long_as_longlong(address)
    c.pyapi.decref(address)
    return NativeValue(native, is_error=cgutils.is_not_null(c.builder, c.pyapi.err_occurred()))


@infer_getattr
class _Fields(typing.templates.AttributeTemplate):  # type: ignore[misc]
    key = Block

    def generic_resolve(self, block: Block, name: str) -> types.Type | None:
        found = block.place.get(name)
        return found[1] if found is not None else None


@lower_getattr_generic(Block)
def _field(context: Any, builder: Any, block: Block, value: Any, name: str) -> Any:
    number, kind = block.place[name]
    pointer = builder.inttoptr(value, context.get_value_type(kind).as_pointer())
    return _constant(builder, builder.load(builder.gep(pointer, [ir.Constant(WORD, number)])))


def _constant(builder: Any, load: Any) -> Any:
    """Tell the compiler that this memory does not change while it can be read."""
    load.set_metadata("invariant.load", builder.module.add_metadata([]))
    return load


def _entry(context: Any, builder: Any, column: PackedColumn, address: Any, index: Any) -> Any:
    place = builder.add(address, builder.mul(index, ir.Constant(WORD, column.stride)))
    return builder.inttoptr(place, context.get_value_type(column.stored).as_pointer())


@type_callable(operator.getitem)
def _type_get(_context: Any) -> Any:
    def typer(column: types.Type, index: types.Type) -> types.Type | None:
        if isinstance(column, PackedColumn) and isinstance(index, types.Integer):
            return column.dtype
        return None

    return typer


@type_callable(operator.setitem)
def _type_set(_context: Any) -> Any:
    def typer(column: types.Type, index: types.Type, _value: types.Type) -> types.Type | None:
        if isinstance(column, PackedColumn) and isinstance(index, types.Integer) and not column.fixed:
            return types.none
        return None

    return typer


@lower_builtin(operator.getitem, PackedColumn, types.Integer)
def _get(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    column, index_type = signature.args
    index = context.cast(builder, arguments[1], index_type, types.int64)
    value = builder.load(_entry(context, builder, column, arguments[0], index))
    if column.fixed:
        _constant(builder, value)
    return context.cast(builder, value, column.stored, column.dtype)


@lower_builtin(operator.setitem, PackedColumn, types.Integer, types.Any)
def _set(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    column, index_type, value_type = signature.args
    index = context.cast(builder, arguments[1], index_type, types.int64)
    wide = context.cast(builder, arguments[2], value_type, column.dtype)
    value = context.cast(builder, wide, column.dtype, column.stored)
    builder.store(value, _entry(context, builder, column, arguments[0], index))
    return context.get_dummy_value()
