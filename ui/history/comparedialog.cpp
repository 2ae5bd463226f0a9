// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/comparedialog.h"

#include "common/elidedlabel.h"
#include "common/fitting.h"
#include "common/grid.h"
#include "common/pill.h"
#include "common/theme.h"
#include "history/historymodel.h"
#include "models/document/bodyform.h"
#include "models/figures.h"
#include "models/historywording.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSet>
#include <QVBoxLayout>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype comparedLine = 1'000; // characters

/// Laid out as the viewer lays it out; kept bodies are short, and more lines than this nobody compares by eye.
QStringList bodyLines(const QByteArray &body, const QByteArray &contentType)
{
    constexpr qsizetype mostLines = 20'000;
    const QByteArrayView text(body);
    const auto layout = layoutFor(formOf(text, contentType, BodyStyle::Pretty));
    QStringList lines;
    for (LineState state = layout->start(text); state.offset < text.size() && lines.size() < mostLines;) {
        const LineSpan span = layout->next(text, state);
        lines << layout->format(text, span).text;
    }
    return lines;
}

void appendSide(QStringList &lines, const QString &title, const Headers &headers, const HistoryBody &body)
{
    lines << title;
    for (const auto &[name, value] : headers.fields())
        lines << wording::printable(QString::fromUtf8(name) + u": "_s + QString::fromUtf8(value), comparedLine);
    lines << QString();
    if (!body.kept) {
        lines << CompareDialog::tr("Body: %1").arg(wording::bytes(body.bytes)) << QString();
        return;
    }
    lines << bodyLines(body.text.toUtf8(), headers.value("Content-Type").value_or(QByteArray())) << QString();
}

QPlainTextEdit *compareText(const Theme &theme, const QString &text, const QString &name)
{
    auto *edit = new QPlainTextEdit(text);
    edit->setReadOnly(true);
    edit->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    edit->setFont(theme.font(TextStyle::Mono));
    edit->setProperty("kind", u"code"_s);
    edit->setAccessibleName(name);
    return edit;
}

/// Both move together.
void tie(QScrollBar *one, QScrollBar *other)
{
    QObject::connect(one, &QScrollBar::valueChanged, other, &QScrollBar::setValue);
    QObject::connect(other, &QScrollBar::valueChanged, one, &QScrollBar::setValue);
}

} // namespace

QStringList comparedLines(const HistoryEntry &entry)
{
    QStringList lines{wording::ending(entry.summary), QString()};
    appendSide(lines, entry.summary.method + u' ' + wording::printable(entry.summary.url, comparedLine),
               entry.requestHeaders, entry.requestBody);
    appendSide(lines, CompareDialog::tr("Answer"), entry.responseHeaders, entry.responseBody);
    return lines;
}

QString markedAgainst(const QStringList &lines, const QStringList &other)
{
    const QSet<QString> known(other.begin(), other.end());
    QStringList marked;
    for (const QString &line : lines)
        marked << (known.contains(line) ? u"  "_s : u"≠ "_s) + line;
    return marked.join(u'\n');
}

CompareDialog::CompareDialog(const Theme &theme, const HistoryEntry &left, const HistoryEntry &right, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Compare calls"));
    resize(fittedOver(*this, {1080, 720}));
    const QStringList leftLines = comparedLines(left);
    const QStringList rightLines = comparedLines(right);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(grid::page);
    sides->addLayout(makeSide(theme, left, markedAgainst(leftLines, rightLines)), 1);
    sides->addLayout(makeSide(theme, right, markedAgainst(rightLines, leftLines)), 1);
    auto *hint = new QLabel(tr("≠ stands before lines that the other call has not."), this);
    hint->setProperty("rank", u"muted"_s);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::page, grid::page, grid::page, grid::page);
    column->setSpacing(grid::cardGap);
    column->addLayout(sides, 1);
    column->addWidget(hint);
    column->addWidget(buttons);
    const QList<QPlainTextEdit *> texts = findChildren<QPlainTextEdit *>();
    tie(texts.at(0)->verticalScrollBar(), texts.at(1)->verticalScrollBar());
}

QVBoxLayout *CompareDialog::makeSide(const Theme &theme, const HistoryEntry &entry, const QString &text)
{
    const HistorySummary &call = entry.summary;
    auto *end = new Pill(theme, this);
    end->setBadge({toneOf(call), wording::ending(call), {}});
    auto *facts = new QLabel(wording::moment(call.startedAt, WallTime()) + u" · "_s + wording::measured(call.duration),
                             this);
    facts->setProperty("rank", u"muted"_s);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid::gap);
    head->addWidget(end);
    head->addWidget(facts);
    head->addStretch();
    auto *url = new ElidedLabel(this);
    url->setFont(theme.font(TextStyle::Mono));
    url->setText(call.method + u' ' + wording::printable(call.url, comparedLine));
    auto *column = new QVBoxLayout;
    column->setSpacing(grid::gap);
    column->addLayout(head);
    column->addWidget(url);
    column->addWidget(compareText(theme, text, tr("Call of %1").arg(wording::moment(call.startedAt, WallTime()))), 1);
    return column;
}

} // namespace fuseboard
