// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// fuseboard-xpath EXPRESSION < BODY: what models/document/xpathprotocol.h says. A program of its own, so that it can be
// ended whatever it does, and so that a body that breaks libxml2 breaks nothing else.

#include "xpath/xpathrun.h"

#include <libxml/xmlerror.h>

#include <cstdio>
#include <string>
#include <vector>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#else
#include <sys/resource.h>
#endif

using namespace fuseboard;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool isSanitized = true; // its shadow takes terabytes of addresses
#else
constexpr bool isSanitized = false;
#endif

void saysNothing(void *, const char *, ...) { } // what is wrong goes another way

void prepareProcess()
{
#ifdef _WIN32
    _setmode(_fileno(stdin), _O_BINARY);
    _setmode(_fileno(stdout), _O_BINARY);
#else
    constexpr rlim_t mostMemory = rlim_t{2} << 30;
    const rlimit memory{mostMemory, mostMemory};
    const rlimit none{0, 0};
    if (!isSanitized)
        setrlimit(RLIMIT_AS, &memory);
    setrlimit(RLIMIT_CORE, &none); // the body may be somebody's secret
#endif
    xmlSetGenericErrorFunc(nullptr, saysNothing);
}

/// No more than is too much.
std::string readBody()
{
    std::string body;
    std::vector<char> piece(1 << 20);
    while (body.size() <= std::size_t(xpath::mostBody)) {
        const std::size_t count = std::fread(piece.data(), 1, piece.size(), stdin);
        if (count == 0)
            break;
        body.append(piece.data(), count);
    }
    return body;
}

} // namespace

int main(int count, char **arguments)
{
    if (count != 2)
        return int(xpath::Exit::BadUse);
    prepareProcess();
    const xpath::Answer answer = xpath::run(arguments[1], readBody());
    if (answer.exit != xpath::Exit::Done) {
        std::fprintf(stderr, "%ld %s", answer.place, answer.text.c_str());
        return int(answer.exit);
    }
    std::printf("%s %ld %s %s\n", answer.isXml ? "xml" : "text", answer.values, answer.isCut ? "cut" : "whole",
                answer.hasNamespace ? "namespaced" : "plain");
    std::fwrite(answer.text.data(), 1, answer.text.size(), stdout);
    return std::fflush(stdout) == 0 ? int(xpath::Exit::Done) : int(xpath::Exit::BadUse);
}
