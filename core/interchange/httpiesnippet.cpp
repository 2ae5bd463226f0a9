// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/httpiesnippet.h"

#include "interchange/literals.h"

#include <QLocale>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// The signs that part the name of an item from its value stand for themselves behind a '\'.
QString itemName(QString name)
{
    for (const QChar sign : u":;=@"_s)
        name.replace(sign, u'\\' + QString(sign));
    return name;
}

/// ":=", ":@" and their like would begin JSON, or name a file to read.
Template headerItem(const QString &name, const Template &value)
{
    if (value.isEmpty())
        return Template(itemName(name) + u';');
    const Template::Part &first = value.parts().first();
    const bool isSign = !first.isVariable && (first.text.startsWith(u'=') || first.text.startsWith(u'@'));
    return Template(itemName(name) + (isSign ? u":\\"_s : u":"_s)) + value;
}

void addHttpieBody(QStringList &lines, const SnippetRequest &request)
{
    if (!request.hasBody())
        return;
    // Without one it would say that this is JSON.
    if (!request.hasHeader(u"Content-Type"_s))
        lines.append(u"Content-Type:"_s);
    lines.append(request.fitsCommandLine() ? u"--raw "_s + literals::shell(request.body) : u"@body.bin"_s);
}

} // namespace

QString HttpieSnippet::id() const
{
    return u"httpie"_s;
}

QString HttpieSnippet::write(const SnippetRequest &request) const
{
    // What is piped into a script would else be its body.
    QStringList lines{u"http --ignore-stdin "_s + literals::shell(Template(request.method)) + u' '
                      + literals::shell(Template(request.url))};
    for (const auto &[name, value] : request.secretParams)
        lines.append(literals::shell(Template(itemName(name) + u"=="_s) + value));
    if (request.basic)
        lines.append(u"--auth "_s
                     + literals::shell(Template(request.basic->username + u':') + request.basic->password));
    for (const auto &[name, value] : request.headers)
        lines.append(literals::shell(headerItem(name, value)));
    addHttpieBody(lines, request);
    if (request.config.followRedirects)
        lines.append(u"--follow --max-redirects %1"_s.arg(request.config.maxRedirects));
    lines.append(u"--timeout "_s
                 + QString::number(std::chrono::duration<double>(request.config.timeout).count(), 'g',
                                   QLocale::FloatingPointShortest));
    return lines.join(u" \\\n  "_s) + u'\n';
}

} // namespace fuseboard
