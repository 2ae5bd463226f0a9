// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/httpiesnippet.h"

#include "interchange/formparts.h"
#include "interchange/literals.h"

#include <QLocale>
#include <QRegularExpression>

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

/// A single '\\' before one of these signs stands for the sign alone, and there is no way to write both.
bool isItem(const QString &text)
{
    static const QRegularExpression lostSlash(u"(?<!\\\\)(\\\\\\\\)*\\\\[:;=@]"_s);
    return SnippetRequest::fitsCommandLine(text) && !lostSlash.match(text).hasMatch();
}

QString partItem(const BodySource::Part &part, qsizetype index)
{
    const QString name = itemName(part.name);
    if (part.isFile())
        return name + u'@' + part.file + (part.contentType.isEmpty() ? QString() : u";type="_s + part.contentType);
    if (!isItem(part.value))
        return name + u"=@"_s + formparts::savedText(index);
    const bool isSign = part.value.startsWith(u'=') || part.value.startsWith(u'@');
    return name + (isSign ? u"=\\"_s : u"="_s) + part.value;
}

void addHttpieBody(QStringList &lines, const SnippetRequest &request)
{
    const QList<BodySource::Part> &parts = request.source.parts;
    for (qsizetype i = 0; i < parts.size(); ++i)
        lines.append(literals::shell(Template(partItem(parts.at(i), i))));
    if (!parts.isEmpty()) {
        lines.append(u"--multipart"_s);
        return;
    }
    if (!request.hasBody())
        return;
    // Without one it would say that this is JSON.
    if (!request.hasHeader(u"Content-Type"_s))
        lines.append(u"Content-Type:"_s);
    if (request.source.file.isEmpty())
        lines.append(request.fitsCommandLine() ? u"--raw "_s + literals::shell(request.body) : u"@body.bin"_s);
}

} // namespace

QString HttpieSnippet::id() const
{
    return u"httpie"_s;
}

QStringList HttpieSnippet::lacking(const SnippetRequest &request) const
{
    QStringList notes;
    if (!request.fitsCommandLine())
        notes.append(noteOnSaved("the body"_L1, savedBody));
    const QList<BodySource::Part> &parts = request.source.parts;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const BodySource::Part &part = parts.at(i);
        if (!part.isFile() && !isItem(part.value))
            notes.append(noteOnSaved("the text of a part"_L1, formparts::savedText(i)));
        if (!part.isFile() && !part.contentType.isEmpty())
            notes.append(u"Not in HTTPie: the content type of part %1, which is text."_s.arg(i + 1));
        if (part.isFile() && !formparts::hasNameOfFile(part))
            notes.append(u"Not in HTTPie: another name for the file of part %1 than it has on the disk."_s.arg(i + 1));
        if (part.isFile() && (!isItem(part.file) || part.file.contains(";type="_L1)))
            notes.append(u"Not in HTTPie: the path of part %1, which has signs with a meaning there."_s.arg(i + 1));
    }
    return notes;
}

QString HttpieSnippet::code(const SnippetRequest &request) const
{
    const QString &file = request.source.file;
    // What is piped into a script would else be its body.
    QStringList lines{(file.isEmpty() ? u"http --ignore-stdin "_s : u"http "_s)
                      + literals::shell(Template(request.method)) + u' ' + literals::shell(Template(request.url))};
    for (const auto &[name, value] : request.secretParams)
        lines.append(literals::shell(Template(itemName(name) + u"=="_s) + value));
    for (const auto &[name, value] : request.headers)
        lines.append(literals::shell(headerItem(name, value)));
    // Options come last: it wants its items side by side.
    addHttpieBody(lines, request);
    if (request.basic)
        lines.append(u"--auth "_s
                     + literals::shell(Template(request.basic->username + u':') + request.basic->password));
    if (request.config.followRedirects)
        lines.append(u"--follow --max-redirects %1"_s.arg(request.config.maxRedirects));
    lines.append(u"--timeout "_s
                 + QString::number(std::chrono::duration<double>(request.config.timeout).count(), 'g',
                                   QLocale::FloatingPointShortest));
    if (!file.isEmpty())
        lines.append(u"< "_s + literals::shell(Template(file)));
    return lines.join(u" \\\n  "_s) + u'\n';
}

} // namespace fuseboard
