// SPDX-License-Identifier: GPL-3.0-or-later
// The fuzz target as ordinary code, under a name of its own.
#define LLVMFuzzerTestOneInput fuzzContentCss
#include "fuzz/fuzz_content_css.cpp"
