// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/httpiesnippet.h"

#include "interchange/formparts.h"
#include "interchange/literals.h"

#include <QLocale>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// What parts the name of an item from its value.
constexpr QStringView itemSigns = u":;=@";

/// A single '\' before one of these signs stands for the sign alone, and there is no way to write both: two stay two.
bool losesSlash(QStringView text, QStringView signs = itemSigns)
{
    bool isBehindSlash = false;
    for (const QChar c : text) {
        if (isBehindSlash && signs.contains(c))
            return true;
        isBehindSlash = c == u'\\' && !isBehindSlash;
    }
    return false;
}

bool nameLosesSlash(const QString &name)
{
    return losesSlash(QString(name + u'=')); // as a sign follows
}

bool templateLosesSlash(const Template &text, QStringView signs = itemSigns)
{
    const QList<Template::Part> &parts = text.parts();
    return std::any_of(parts.begin(), parts.end(),
                       [signs](const auto &part) { return !part.isVariable && losesSlash(part.text, signs); });
}

/// The signs stand for themselves behind a '\'. Where one '\' more is in the name it is doubled: else it would make
/// the next sign end the name, and what follows an '@' the name of a file that is sent.
QString itemName(const QString &name)
{
    QString item;
    bool isBehindSlash = false;
    for (const QChar c : name) {
        const bool isSign = itemSigns.contains(c);
        if (isSign)
            item += isBehindSlash ? u"\\\\"_s : u"\\"_s;
        item += c;
        isBehindSlash = c == u'\\' && !isBehindSlash;
    }
    return isBehindSlash ? item + u'\\' : item;
}

/// With the sign before it: "=", "@" and their like behind one would begin JSON, or name a file to read.
Template itemOf(const QString &name, QLatin1StringView sign, const Template &value)
{
    const Template::Part first = value.parts().value(0);
    const bool isSign = !first.isVariable && (first.text.startsWith(u'=') || first.text.startsWith(u'@'));
    return Template(itemName(name) + sign + (isSign ? u"\\"_s : QString())) + value;
}

Template headerItem(const QString &name, const Template &value)
{
    return value.isEmpty() ? Template(itemName(name) + u';') : itemOf(name, ":"_L1, value);
}

bool isItem(const QString &text)
{
    return SnippetRequest::fitsCommandLine(text) && !losesSlash(text);
}

bool requestLosesSlash(const SnippetRequest &request)
{
    const auto inFields = [](const QList<SnippetRequest::Field> &fields) {
        return std::any_of(fields.begin(), fields.end(), [](const SnippetRequest::Field &field) {
            return nameLosesSlash(field.name) || templateLosesSlash(field.value);
        });
    };
    const QList<BodySource::Part> &parts = request.source.parts;
    return inFields(request.headers) || inFields(request.secretParams)
        || (request.basic
            && templateLosesSlash(Template(request.basic->username + u':') + request.basic->password, u":"))
        || std::any_of(parts.begin(), parts.end(), [](const auto &part) { return nameLosesSlash(part.name); });
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

bool isRawBody(const SnippetRequest &request)
{
    return request.hasBody() && request.source.isEmpty() && request.fitsCommandLine();
}

/// Values stand in the same word: one that begins with '-' would else be an option.
QStringList httpieOptions(const SnippetRequest &request)
{
    QStringList options;
    if (!request.source.parts.isEmpty())
        options.append(u"--multipart"_s);
    if (isRawBody(request))
        options.append(literals::shell(Template(u"--raw="_s) + request.body));
    if (request.basic)
        options.append(
            literals::shell(Template(u"--auth="_s + request.basic->username + u':') + request.basic->password));
    if (request.config.followRedirects)
        options.append(u"--follow --max-redirects %1"_s.arg(request.config.maxRedirects));
    options.append(u"--timeout "_s
                   + QString::number(std::chrono::duration<double>(request.config.timeout).count(), 'g',
                                     QLocale::FloatingPointShortest));
    return options;
}

void addHttpieBody(QStringList &lines, const SnippetRequest &request)
{
    const QList<BodySource::Part> &parts = request.source.parts;
    for (qsizetype i = 0; i < parts.size(); ++i)
        lines.append(literals::shell(Template(partItem(parts.at(i), i))));
    if (!request.hasBody() || !parts.isEmpty())
        return;
    // Without one it would say that this is JSON.
    if (!request.hasHeader(u"Content-Type"_s))
        lines.append(u"Content-Type:"_s);
    if (request.source.file.isEmpty() && !isRawBody(request))
        lines.append(u"@body.bin"_s);
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
    if (requestLosesSlash(request))
        notes.append(u"Not in HTTPie: a single backslash before a colon, a semicolon, an equals sign or an at sign, or "
                     "at the end of a name."_s);
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
    QStringList lines{file.isEmpty() ? u"http --ignore-stdin"_s : u"http"_s};
    lines += httpieOptions(request);
    // Behind "--" nothing is an option, however it begins.
    lines.append(u"-- "_s + literals::shell(Template(request.method)) + u' ' + literals::shell(Template(request.url)));
    for (const auto &[name, value] : request.secretParams)
        lines.append(literals::shell(itemOf(name, "=="_L1, value)));
    for (const auto &[name, value] : request.headers)
        lines.append(literals::shell(headerItem(name, value)));
    addHttpieBody(lines, request);
    if (!file.isEmpty())
        lines.append(u"< "_s + literals::shell(Template(file)));
    return lines.join(u" \\\n  "_s) + u'\n';
}

} // namespace fuseboard
