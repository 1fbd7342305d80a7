// SPDX-License-Identifier: GPL-3.0-or-later
// The fuzz target as ordinary code, under a name of its own.
#define LLVMFuzzerTestOneInput fuzzContentHtml
#include "fuzz/fuzz_content_html.cpp"
