// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/httpiesnippet.h"

#include "interchange/literals.h"

#include <QLocale>

namespace fuseboard {

using namespace Qt::StringLiterals;

QString HttpieSnippet::id() const
{
    return u"httpie"_s;
}

QString HttpieSnippet::write(const SnippetRequest &request) const
{
    QStringList lines{u"http "_s + literals::shell(Template(request.method)) + u' '
                      + literals::shell(Template(request.url))};
    for (const auto &[name, value] : request.secretParams)
        lines.append(literals::shell(Template(name + u"=="_s) + value));
    if (request.basic)
        lines.append(u"--auth "_s
                     + literals::shell(Template(request.basic->username + u':') + request.basic->password));
    for (const auto &[name, value] : request.headers) {
        const Template item = value.isEmpty() ? Template(name + u';') : Template(name + u':') + value;
        lines.append(literals::shell(item));
    }
    if (!request.isBodyText)
        lines.append(u"@body.bin"_s);
    else if (!request.body.isEmpty())
        lines.append(u"--raw "_s + literals::shell(request.body));
    if (request.config.followRedirects)
        lines.append(u"--follow --max-redirects %1"_s.arg(request.config.maxRedirects));
    lines.append(u"--timeout "_s
                 + QString::number(std::chrono::duration<double>(request.config.timeout).count(), 'g',
                                   QLocale::FloatingPointShortest));
    return lines.join(u" \\\n  "_s) + u'\n';
}

} // namespace fuseboard
