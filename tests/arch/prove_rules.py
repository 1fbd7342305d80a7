# SPDX-License-Identifier: GPL-3.0-or-later
"""prove_rules.py includes|sizes|ranks: each rule must refuse a small tree that breaks it, with its own words, and let
a good one pass. Otherwise a rule that has stopped looking would pass for ever."""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODULES = """base 0 src/base 
model 1 src/model base
mime 1 src/mime base
store 3 src/store base,model
engine 5 src/engine base,model,store
ui/models 6 ui/models base,model,engine
ui/reader 7 ui/reader base,engine,ui/models
ui/search 7 ui/search base,engine
"""
TREE = {"src/base/Result.h": "#pragma once\n", "src/model/Mail.h": '#include "base/Result.h"\n#include <QString>\n',
        "src/store/detail/Row.h": "", "src/store/Store.h": '#include "model/Mail.h"\n',
        "src/store/Store.cpp": '#include "store/Store.h"\n#include "store/detail/Row.h"\n',
        "src/mime/Part.h": "", "src/engine/Engine.h": '#include "store/Store.h"\n',
        "ui/models/List.h": '#include "engine/Engine.h"\n#include <QWidget>\n', "ui/search/Bar.h": "",
        "ui/reader/View.cpp": '#include "ui/models/List.h"\n#include "ui_View.h"\n'}
# what is broken: file, its text, the words of the refusal
INCLUDES = {
    "a module it does not name": ("src/model/A.h", '#include "mime/Part.h"', r"model does not name mime in its DEPENDS"),
    "upward": ("src/base/A.h", '#include "engine/Engine.h"', r"base does not name engine"),
    "private folder": ("src/engine/A.h", '#include "store/detail/Row.h"', r"is private to module store"),
    "QtWidgets": ("src/store/A.h", "#include <QtWidgets>", r"engine may not include <QtWidgets>"),
    "QtWidgets/QWidget": ("src/store/A.h", "#include <QtWidgets/QWidget>", r"may not include <QtWidgets/QWidget>"),
    "QWidget": ("src/store/A.h", "  #  include <QWidget>", r"may not include <QWidget>"),
    "qwidget.h": ("src/store/A.h", "#include <qwidget.h>", r"may not include <qwidget.h>"),
    "QImage in quotes": ("src/store/A.h", '#include "QImage"', r"may not include <QImage>"),
    "ui below the engine": ("ui/models/A.h", '#include "store/Store.h"', r"ui/models does not name store"),
    "another feature": ("ui/reader/A.h", '#include "ui/search/Bar.h"', r"a feature never includes another feature"),
    "engine to ui": ("src/engine/A.h", '#include "ui/models/List.h"', r"engine does not name ui/models"),
    "by the file system": ("src/model/A.h", '#include "../base/Result.h"', r"goes through the file system"),
    "no module": ("src/lost/A.h", "", r"src/lost/A.h: belongs to no module"),
    "feature depends on a feature": ("modules.txt", MODULES + "ui/x 8 ui/x ui/search", r"never depends on another feature: 'ui/search'"),
    "ui depends on the store": ("modules.txt", MODULES + "ui/x 7 ui/x store", r"ui may not depend on 'store'"),
    "wrong rank": ("modules.txt", MODULES + "low 1 src/low store", r"rank 1 may not depend on 'store' of rank 3"),
}
BODY = "    call();\n"
SIZES = {
    "long function": ("src/A.cpp", "void f() {\n" + BODY * 100 + "}\n", r"A.cpp:1: f has 102 lines"),
    "long member": ("src/A.cpp", "namespace a {\n\nint A::g(int x) const {\n" + BODY * 120 + "}\n}\n", r"A.cpp:3: A::g has 122"),
    "long constructor": ("src/A.cpp", "A::A(int x) : m_a{x}, m_b(2), m_c{3} {\n" + BODY * 120 + "}\n", r"A::A has 122"),
    "in a class": ("src/A.h", "class A {\n    int m_x{1};\n    void f() {\n" + BODY * 120 + "    }\n};\n", r"A.h:3: f has 122"),
    "behind strings": ("src/A.cpp", 'auto s = "{{{"; // {\nconst char c = \'{\';\nTEST(A, B) {\n' + BODY * 120 + "}\n", r"TEST has 122"),
    "long file": ("ui/A.cpp", "int x;\n" * 801, r"A.cpp: 801 lines"),
}
SHORT = {"src/B.cpp": "namespace b {\nvoid f() {\n" + BODY * 50 + "}\nvoid g() {\n" + BODY * 60 + "}\n}\n",
         "src/C.cpp": "// arch: generated table\n" + "int x;\n" * 900,
         "src/D.cpp": "const int table[] = {\n" + "    1,\n" * 200 + "};\nclass D : public E {\n" + "    int x;\n" * 150 + "};\n"}
RANKS = {
    "higher": ("add_module(high RANK 3)\nadd_module(low RANK 2 DEPENDS high)", r"rank 2 may not use 'high' of rank 3"),
    "sibling": ("add_module(a RANK 2)\nadd_module(b RANK 2 DEPENDS a)", r"rank 2 may not use 'a' of rank 2"),
    "unknown": ("add_module(b RANK 2 DEPENDS a)", r"unknown module 'a'"),
    "no rank": ("add_module(b)", r"RANK is needed"),
    "Qt Widgets in the engine": ("add_module(b RANK 2 QT Widgets)", r"the engine never uses Qt Widgets"),
}
failures = []


def write(root, files):
    for name, text in files.items():
        path = Path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def expect(what, command, words):
    """words None: must pass; else must fail and say so."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said = re.sub(r"\s+", " ", done.stdout)
    good = done.returncode == 0 if words is None else done.returncode != 0 and re.search(words, said)
    print(f"{'ok  ' if good else 'FAIL'} {what}")
    if not good:
        failures.append(what)
        print(f"  exit {done.returncode}: {done.stdout}")


def prove(cases, tree, command):
    with tempfile.TemporaryDirectory() as root:
        write(root, tree)
        expect("a good tree passes", command(root), None)
    for what, (name, text, words) in cases.items():
        with tempfile.TemporaryDirectory() as root:
            write(root, {**tree, name: text + "\n" if not text.endswith("\n") else text})
            expect("refuses: " + what, command(root), words)


def prove_ranks():
    cmake, module_path = sys.argv[2], HERE.parent.parent / "cmake"
    good = "add_module(low RANK 1)\nadd_module(high RANK 2 DEPENDS low)"
    for what, (text, words) in {"good": (good, None), **RANKS}.items():
        with tempfile.TemporaryDirectory() as root:
            write(root, {"CMakeLists.txt": "cmake_minimum_required(VERSION 3.25)\nproject(ranks NONE)\n"
                         f"include(\"{module_path}/EngineModule.cmake\")\n{text}\n"})
            expect(f"add_module, {what}", [cmake, "-S", root, "-B", root + "/build"], words)


if sys.argv[1] == "includes":
    headers = sys.argv[2:3]
    for qt in (headers, []):  # with the headers of Qt at hand, and without
        prove(INCLUDES, {**TREE, "modules.txt": MODULES},
              lambda root, qt=qt: [sys.executable, str(HERE / "check_includes.py"), root, root + "/modules.txt", *qt])
elif sys.argv[1] == "sizes":
    prove(SIZES, SHORT, lambda root: [sys.executable, str(HERE / "check_sizes.py"), root, "src", "ui"])
else:
    prove_ranks()
sys.exit(1 if failures else 0)
