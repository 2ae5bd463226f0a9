// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canaryscan.h"

#include <QAbstractItemModel>
#include <QAbstractItemView>
#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QStringEncoder>
#include <QWidget>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// The letters of base64 that do not depend on what stands before and behind.
QByteArray insideOfBase64(const QByteArray &text, int offset)
{
    const QByteArray encoded = (QByteArray(offset, 'x') + text).toBase64(QByteArray::OmitTrailingEquals);
    const qsizetype begin = offset == 0 ? 0 : 4; // the first group holds a part of what stands before
    return encoded.sliced(begin).chopped(2);
}

QByteArray escapedForJson(const QString &text)
{
    QByteArray escaped;
    for (const QChar c : text)
        escaped += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    return escaped;
}

} // namespace

QString CanaryScan::canary(const QString &purpose)
{
    const auto number = QRandomGenerator::system()->generate64();
    const QString secret = u"Cn+%1/~q"_s.arg(number, 16, 16, QLatin1Char('0'));
    addNeedles(purpose, secret);
    ++m_canaries;
    return secret;
}

void CanaryScan::addNeedles(const QString &purpose, const QString &secret)
{
    const QByteArray raw = secret.toUtf8();
    // Cut at both ends it is found even where somebody has shortened it.
    const QByteArray core = raw.sliced(3, 16);
    m_needles.append({purpose, u"as it is, or percent-encoded"_s, core});
    m_needles.append({purpose, u"JSON"_s, escapedForJson(QString::fromUtf8(core))});
    m_needles.append({purpose, u"hex"_s, core.toHex()});
    for (int offset = 0; offset < 3; ++offset)
        m_needles.append({purpose, u"base64"_s, insideOfBase64(core, offset)});
    QStringEncoder little(QStringConverter::Utf16LE);
    QStringEncoder big(QStringConverter::Utf16BE);
    m_needles.append({purpose, u"UTF-16"_s, QByteArray(little(QString::fromUtf8(core)))});
    m_needles.append({purpose, u"UTF-16"_s, QByteArray(big(QString::fromUtf8(core)))});
}

void CanaryScan::look(const QString &place, const QByteArray &bytes)
{
    if (bytes.trimmed().isEmpty())
        return;
    Place &counted = m_places[place];
    ++counted.texts;
    counted.bytes += bytes.size();
    const QByteArray lower = bytes.toLower();
    for (const Needle &needle : std::as_const(m_needles)) {
        const bool caseMatters = needle.encoding == "base64"_L1;
        if (caseMatters ? bytes.contains(needle.bytes) : lower.contains(needle.bytes.toLower()))
            m_hits.append(u"%1 in %2 (%3)"_s.arg(needle.purpose, place, needle.encoding));
    }
}

void CanaryScan::lookAtWidgets(const QString &place, const QWidget *root)
{
    QList<QWidget *> widgets = root->findChildren<QWidget *>();
    widgets.prepend(
        const_cast<QWidget *>(root)); // NOLINT(cppcoreguidelines-pro-type-const-cast): for Qt's accessibility
    for (QWidget *widget : std::as_const(widgets)) {
        look(place,
             widget->windowTitle() + u'\n' + widget->toolTip() + u'\n' + widget->accessibleName() + u'\n'
                 + widget->accessibleDescription() + u'\n' + widget->whatsThis());
        if (const auto *label = qobject_cast<QLabel *>(widget))
            look(place, label->text());
        if (const auto *edit = qobject_cast<QLineEdit *>(widget))
            look(place, edit->displayText() + u'\n' + edit->placeholderText());
        if (const auto *edit = qobject_cast<QPlainTextEdit *>(widget))
            look(place, edit->toPlainText());
        if (const auto *view = qobject_cast<QAbstractItemView *>(widget); view && view->model()) {
            for (int row = 0; row < view->model()->rowCount(); ++row) {
                for (int column = 0; column < view->model()->columnCount(); ++column) {
                    lookAtCell(place, view->model()->index(row, column));
                }
            }
        }
        lookAtAccessible(place + u", as assistive technology sees it"_s, widget);
    }
}

void CanaryScan::lookAtCell(const QString &place, const QModelIndex &index)
{
    constexpr int rolesOfEach = 20; // Qt's own, and the model's
    for (const int first : {0, int(Qt::UserRole)}) {
        for (int role = first; role < first + rolesOfEach; ++role)
            look(place, index.data(role).toString());
    }
}

void CanaryScan::lookAtAccessible(const QString &place, QWidget *widget)
{
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
    if (!accessible)
        return;
    for (int text = QAccessible::Name; text <= QAccessible::Accelerator; ++text)
        look(place, accessible->text(QAccessible::Text(text)));
    if (QAccessibleTextInterface *text = accessible->textInterface())
        look(place, text->text(0, text->characterCount()));
}

void CanaryScan::lookAtFolder(const QString &place, const QString &folder)
{
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        look(place, file.fileName());
        if (file.open(QIODevice::ReadOnly))
            look(place, file.readAll());
    }
}

bool CanaryScan::lookAtClipboard(const QString &place)
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    if (!data || data->data(u"x-kde-passwordManagerHint"_s) == "secret")
        return !data;
    const QStringList formats = data->formats();
    for (const QString &format : formats)
        look(place, data->data(format));
    return true;
}

void CanaryScan::lookAtProcesses(const QString &place)
{
    static const QRegularExpression number(u"^\\d+$"_s);
    const QStringList processes = QDir(u"/proc"_s).entryList(QDir::Dirs).filter(number);
    for (const QString &process : processes) {
        QFile arguments(u"/proc/%1/cmdline"_s.arg(process));
        if (arguments.open(QIODevice::ReadOnly))
            look(place, arguments.readAll());
    }
}

QString CanaryScan::report() const
{
    QStringList lines{u"%1 canaries, searched for in %2 forms each, %3 hits"_s.arg(m_canaries)
                          .arg(m_canaries > 0 ? m_needles.size() / m_canaries : 0)
                          .arg(m_hits.size())};
    for (auto it = m_places.cbegin(); it != m_places.cend(); ++it)
        lines.append(u"%1: %2 texts, %3 bytes"_s.arg(it.key()).arg(it->texts).arg(it->bytes));
    return lines.join(u'\n');
}

} // namespace fuseboard
