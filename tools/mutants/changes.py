"""The rules that are changed, and the changes: mutants, made by the operators of Cosmic Ray."""

import ast
import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import ClassVar

import yaml

__all__ = ["PLAN", "ROOT", "Mutant", "Rule", "judgements", "mutants_of", "rules"]

ROOT = Path(__file__).parents[2]
PLAN = Path(__file__).with_name("plan.yaml")
#: Operators of Cosmic Ray: what a slip of the hand would do. Replacing "+" by all ten other operators tells no more.
OPERATORS = tuple(
    f"core/{name}"
    for name in (
        "AddNot ReplaceAndWithOr ReplaceOrWithAnd ReplaceTrueWithFalse ReplaceFalseWithTrue NumberReplacer "
        "ZeroIterationForLoop ReplaceBreakWithContinue ReplaceContinueWithBreak ExceptionReplacer "
        "ReplaceUnaryOperator_Delete_Not ReplaceUnaryOperator_Delete_Invert ReplaceUnaryOperator_Delete_USub "
        "ReplaceComparisonOperator_Lt_LtE ReplaceComparisonOperator_Lt_GtE ReplaceComparisonOperator_LtE_Lt "
        "ReplaceComparisonOperator_LtE_Gt ReplaceComparisonOperator_Gt_GtE ReplaceComparisonOperator_Gt_LtE "
        "ReplaceComparisonOperator_GtE_Gt ReplaceComparisonOperator_GtE_Lt ReplaceComparisonOperator_Eq_NotEq "
        "ReplaceComparisonOperator_NotEq_Eq ReplaceComparisonOperator_Is_IsNot ReplaceComparisonOperator_IsNot_Is "
        "ReplaceBinaryOperator_Add_Sub ReplaceBinaryOperator_Sub_Add ReplaceBinaryOperator_Mul_Div "
        "ReplaceBinaryOperator_Div_Mul ReplaceBinaryOperator_FloorDiv_Div ReplaceBinaryOperator_Mod_Mul "
        "ReplaceBinaryOperator_Pow_Mul ReplaceBinaryOperator_BitOr_BitAnd ReplaceBinaryOperator_BitAnd_BitOr"
    ).split()
)


@dataclass(frozen=True)
class Rule:
    """A module, what its rules are about, and its tests: those that should catch a mutant, and a wider set."""

    about: str
    module: str
    tests: tuple[str, ...]
    wider: tuple[str, ...]

    @property
    def name(self) -> str:
        """The module as it is imported."""
        return self.module.removesuffix(".py").replace("/", ".")

    @property
    def all_tests(self) -> tuple[str, ...]:
        """Both sets, nothing of them left out."""
        return tuple(dict.fromkeys(one for one in (*self.tests, *self.wider) if not one.startswith("-")))


@dataclass(frozen=True)
class Mutant:
    """A changed module, with the function and the line that were changed."""

    rule: Rule
    source: str
    place: str
    was: str
    now: str

    @property
    def change(self) -> tuple[str, str, str]:
        """Module, line and changed line."""
        return self.rule.module, self.was, self.now

    @cached_property
    def key(self) -> str:
        """The name under which its outcome is kept."""
        return hashlib.sha256(f"{self.rule.module}\n{self.source}".encode()).hexdigest()[:20]


def judgements() -> dict[tuple[str, str, str], str]:
    """Module, line and changed line -> why no test can notice the change."""
    plan = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    return {(one["module"], one["was"], one["now"]): one["because"] for one in plan["judged"]}


def rules() -> list[Rule]:
    """The modules of tools/mutants/plan.yaml."""
    plan = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    return [
        Rule(group["about"], module, tuple(tests), tuple(group["wider"]))
        for group in plan["rules"]
        for module, tests in group["modules"].items()
    ]


def mutants_of(rule: Rule) -> Iterator[Mutant]:
    """All mutants of a module, in the order of its text, each once."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    source = (ROOT / "src" / rule.module).read_text(encoding="utf-8")
    nodes, seen, found = list(ast_nodes(get_ast(source))), {_as_run(source)}, []
    for name in OPERATORS:
        operator = get_operator(name)()
        number = sum(1 for node in nodes for _ in operator.mutation_positions(node))
        found += [changed for index in range(number) if (changed := _changed(mutate_code, source, operator, index))]
    for changed in sorted(found, key=lambda text: (_differs(source, text), text)):
        bare = _as_run(changed)
        if bare not in seen:
            seen.add(bare)
            line = _differs(source, changed)
            was, now = _statement(source, line), _statement(changed, line)
            yield Mutant(rule, changed, _function(source, line), was, now)


def _changed(mutate, source, operator, index):
    """The changed source, if it is Python still."""
    changed = mutate(source, operator, index)
    with contextlib.suppress(SyntaxError):
        ast.parse(changed)
        return changed
    return None


def _as_run(source):
    """What a module computes, to tell mutants apart.

    That is without annotations, slots and the size of a cache, and with a negated comparison as its contrary.
    """
    return ast.dump(_Plain().visit(ast.parse(source)))


class _Plain(ast.NodeTransformer):
    _CONTRARY: ClassVar = {
        ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
        ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt,
    }  # fmt: skip

    def visit_FunctionDef(self, node):
        node.returns = None
        return self.generic_visit(node)

    def visit_arg(self, node):
        node.annotation = None
        return node

    def visit_AnnAssign(self, node):
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    def visit_keyword(self, node):
        return None if node.arg in ("slots", "maxsize") else self.generic_visit(node)

    def visit_UnaryOp(self, node):
        self.generic_visit(node)
        inner = node.operand
        if isinstance(node.op, ast.Not) and isinstance(inner, ast.Compare) and len(inner.ops) == 1:
            contrary = self._CONTRARY.get(type(inner.ops[0]))
            return node if contrary is None else ast.Compare(inner.left, [contrary()], inner.comparators)
        return node


def _differs(source, changed):
    """The index of the first line that differs."""
    pairs = zip(source.splitlines(), changed.splitlines(), strict=False)
    return next(index for index, (a, b) in enumerate(pairs) if a != b)


def _statement(source, index):
    return " ".join(source.splitlines()[index].split())


def _function(source, index):
    """The innermost function or class that the line is in."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    around = [n for n in ast.walk(ast.parse(source)) if isinstance(n, kinds) and n.lineno <= index + 1 <= n.end_lineno]
    return ".".join(node.name for node in sorted(around, key=lambda node: node.lineno)) or "the module"
