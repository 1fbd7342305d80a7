// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/FtsTokenizer.h"

#include "store/Tokenizer.h"

#include <SQLiteCpp/Exception.h>

#include <sqlite3.h>

namespace tributary::store::detail {

namespace {

int createTokenizer(void*, const char**, int, Fts5Tokenizer** out) {
    static char stateless; // FTS5 wants a pointer that is not null
    *out = reinterpret_cast<Fts5Tokenizer*>(&stateless);
    return SQLITE_OK;
}

void deleteTokenizer(Fts5Tokenizer*) {}

using FtsCallback = int (*)(void*, int, const char*, int, int, int);

int tokeniseForFts(Fts5Tokenizer*, void* context, int flags, const char* text, int size, FtsCallback callback) {
    const Purpose purpose = (flags & FTS5_TOKENIZE_QUERY) != 0 ? Purpose::Query : Purpose::Document;
    return tokenise(QByteArrayView(text, text == nullptr ? 0 : size), purpose, [&](const Token& token) -> int {
        return callback(context, token.colocated ? FTS5_TOKEN_COLOCATED : 0, token.utf8.data(),
                        static_cast<int>(token.utf8.size()), token.start, token.end);
    });
}

fts5_api* ftsApi(sqlite3* handle) {
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return api;
}

} // namespace

void registerTokenizer(sqlite3* handle) {
    fts5_api* api = ftsApi(handle);
    if (api == nullptr)
        throw SQLite::Exception("this SQLite has no FTS5", SQLITE_ERROR);
    fts5_tokenizer tokenizer{createTokenizer, deleteTokenizer, tokeniseForFts};
    const int code = api->xCreateTokenizer(api, "tributary", nullptr, &tokenizer, nullptr);
    if (code != SQLITE_OK)
        throw SQLite::Exception("the tokenizer is refused", code);
}

} // namespace tributary::store::detail
