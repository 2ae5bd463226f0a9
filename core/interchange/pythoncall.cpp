// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/pythoncall.h"

#include "interchange/literals.h"

#include <QLocale>

namespace fuseboard {

using namespace Qt::StringLiterals;

QString pythonList(const QStringList &texts)
{
    QStringList literals;
    for (const QString &text : texts)
        literals.append(literals::python(text));
    return u'[' + literals.join(u", "_s) + u']';
}

QString pythonFloat(double value)
{
    const QString text = QString::number(value, 'g', QLocale::FloatingPointShortest);
    return text.contains(u'.') || text.contains(u'e') ? text : text + u".0"_s;
}

void PythonCall::add(const QString &argument, const QString &expression)
{
    m_lines.append(argument + u'=' + expression + u',');
}

void PythonCall::add(const QString &argument, bool value)
{
    add(argument, value ? u"True"_s : u"False"_s);
}

void PythonCall::add(const QString &argument, int value)
{
    add(argument, QString::number(value));
}

void PythonCall::add(const QString &argument, double value)
{
    add(argument, pythonFloat(value));
}

void PythonCall::add(const QString &argument, Duration value)
{
    add(argument, pythonFloat(std::chrono::duration<double>(value).count()));
}

void PythonCall::add(const QString &argument, const QList<int> &values)
{
    QStringList texts;
    for (const int value : values)
        texts.append(QString::number(value));
    add(argument, u'[' + texts.join(u", "_s) + u']');
}

void PythonCall::addText(const QString &argument, const QString &text)
{
    add(argument, literals::python(text));
}

void PythonCall::addOptionalText(const QString &argument, const QString &text)
{
    add(argument, text.isEmpty() ? u"None"_s : literals::python(text));
}

void PythonCall::add(const QString &argument, const PythonCall &nested)
{
    add(argument, nested.text());
}

void PythonCall::addComment(const QString &text)
{
    m_lines.append(u"# "_s + literals::onOneLine(text));
}

QString PythonCall::text() const
{
    QString result = m_name + u'(';
    for (const QString &line : m_lines)
        result += u"\n    "_s + QString(line).replace(u'\n', u"\n    "_s);
    return result + (m_lines.isEmpty() ? u")"_s : u"\n)"_s);
}

} // namespace fuseboard
