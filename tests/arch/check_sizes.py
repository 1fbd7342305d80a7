# SPDX-License-Identifier: GPL-3.0-or-later
"""check_sizes.py ROOT FOLDER...: no C++ file over 800 lines, no function over 100; those over 400 and 40 are named.
Braces are matched after comments, strings and preprocessor lines are blanked: good enough for code in the house
style. A file with the line '// arch: generated table' is exempt."""
import os
import re
import sys
from pathlib import Path

FILE_LIMIT, FILE_MUCH, FUNCTION_LIMIT, FUNCTION_MUCH = 800, 400, 100, 40
EXEMPT = "// arch: generated table"
BLANKED = re.compile(r'R"(?P<d>[^\s()\\]{0,16})\(.*?\)(?P=d)"|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'
                     r"(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'|^[ \t]*#(?:\\\n|[^\n])*", re.S | re.M)
SCOPE = re.compile(r"^\s*(?:inline\s+)?(?:namespace|extern)\b|\b(?:class|struct|union|enum)\s+[\w\s:\[\]]*(?::[^()]*)?$")
TOKEN = re.compile(r"[{};]")


def blank(text):
    return BLANKED.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def kind_of(header):
    """What an opening brace outside a function begins."""
    h = header.strip()
    if SCOPE.search(h) and not h.endswith(")"):
        return "scope"
    if "(" not in h:
        return "value"
    # m_x{1} in a constructor's list is not the body yet.
    if re.search(r"\)\s*(?:noexcept\s*)?:(?!:)[^;]*[,:]\s*\w+\s*$|\)\s*(?:noexcept\s*)?:\s*\w+\s*$", h):
        return "value"
    if re.search(r"=\s*(?:[\w:<>,\s]*)$", h) and not re.search(r"operator\s*=", h):
        return "value"
    return "function"


def functions(text):
    """(name, first line, lines) of every function body outside another one."""
    code = blank(text)
    stack, start = [], 0
    for m in TOKEN.finditer(code):
        at, sign = m.start(), m.group()
        inside = any(k == "function" for k, _, _ in stack)
        if sign == "{":
            header = code[start:at]
            kind = "inner" if inside else kind_of(header)
            begin = start + len(header) - len(header.lstrip())
            stack.append((kind, begin, header))
            if kind != "value":
                start = at + 1
        elif sign == "}":
            kind, begin, header = stack.pop() if stack else ("scope", at, "")
            if kind == "function":
                name = re.search(r"([\w:~]+)\s*\(", header)
                first = code.count("\n", 0, begin) + 1
                yield (name.group(1) if name else "?"), first, code.count("\n", 0, at) + 2 - first
            if kind != "value":
                start = at + 1
        elif not any(k == "value" for k, _, _ in stack):
            start = at + 1


def main():
    root, faults, notes, count = Path(sys.argv[1]), [], [], 0
    for top in sys.argv[2:]:
        for folder, _, files in os.walk(root / top):
            for name in sorted(files):
                if not name.endswith((".h", ".hpp", ".cpp", ".cc", ".c")):
                    continue
                path = Path(folder) / name
                text = path.read_text(encoding="utf-8")
                if any(line.strip() == EXEMPT for line in text.splitlines()):
                    continue
                count += 1
                where, lines = path.relative_to(root), text.count("\n")
                if lines > FILE_MUCH:
                    (faults if lines > FILE_LIMIT else notes).append(f"{where}: {lines} lines (at most {FILE_LIMIT})")
                for function, first, length in functions(text):
                    if length > FUNCTION_MUCH:
                        (faults if length > FUNCTION_LIMIT else notes).append(
                            f"{where}:{first}: {function} has {length} lines (at most {FUNCTION_LIMIT})")
    for note in notes:
        print("long: " + note)
    for fault in faults:
        print("too long: " + fault)
    print(f"{count} files, {len(notes)} long, {len(faults)} too long")
    return 1 if faults else 0


sys.exit(main())
