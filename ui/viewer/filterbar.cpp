// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewer/filterbar.h"

#include "common/grid.h"
#include "common/theme.h"
#include "models/document/filterwording.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardItemModel>
#include <QStyle>

namespace fuseboard {

using namespace Qt::StringLiterals;

FilterBar::FilterBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_language(new QComboBox(this))
    , m_text(new QLineEdit(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_clear(new QPushButton(tr("Clear"), this))
    , m_result(new QLabel(this))
{
    build(theme);
    connect(m_text, &QLineEdit::returnPressed, this, &FilterBar::run);
    connect(m_language, &QComboBox::currentIndexChanged, this, &FilterBar::updateHint);
    connect(&m_filter, &BodyFilter::finished, this, &FilterBar::onFinished);
    connect(m_clear, &QPushButton::clicked, this, &FilterBar::cleared);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_filter.cancel();
        m_cancel->hide();
        say(tr("The filter was cancelled."), false);
    });
    updateHint();
}

void FilterBar::build(const Theme &theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::unit);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid::gap);
    row->addWidget(m_language);
    row->addWidget(m_text, 1);
    row->addWidget(m_cancel);
    row->addWidget(m_clear);
    column->addLayout(row);
    column->addWidget(m_result);
    m_language->addItems({tr("JSONPath"), tr("jq"), tr("XPath")}); // in the order of FilterLanguage
    m_language->setAccessibleName(tr("Language of the filter"));
    m_text->setFont(theme.font(TextStyle::Mono));
    m_text->setAccessibleName(tr("Filter of the body"));
    m_text->setMinimumWidth(96);
    m_cancel->hide();
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    m_result->setAccessibleName(tr("What the filter found"));
    m_result->hide();
    setTabOrder(m_language, m_text);
    setKind(Kind::Json);
}

void FilterBar::setKind(Kind kind)
{
    auto *items = qobject_cast<QStandardItemModel *>(m_language->model());
    for (int i = 0; items && i < items->rowCount(); ++i)
        items->item(i)->setEnabled((FilterLanguage(i) == FilterLanguage::XPath) == (kind == Kind::Xml));
    if (kind == m_kind)
        return;
    m_kind = kind;
    m_language->setCurrentIndex(int(kind == Kind::Xml ? FilterLanguage::XPath : FilterLanguage::JsonPath));
    const QString text = m_text->text();
    m_text->setText(m_otherText); // what filters JSON is nothing to XML
    m_otherText = text;
}

void FilterBar::updateHint()
{
    switch (FilterLanguage(m_language->currentIndex())) {
    case FilterLanguage::JsonPath:
        m_text->setPlaceholderText(u"$.orders[?@.total > 20].id"_s);
        return m_text->setToolTip(tr("A JSONPath; Enter filters"));
    case FilterLanguage::Jq:
        m_text->setPlaceholderText(u".orders[] | select(.total > 20) | .id"_s);
        return m_text->setToolTip(tr("A jq program; Enter filters"));
    case FilterLanguage::XPath:
        m_text->setPlaceholderText(u"//order[total > 20]/@id"_s);
        return m_text->setToolTip(tr("An XPath 1.0; Enter filters"));
    }
}

void FilterBar::setBody(const SharedBytes &bytes, Kind kind)
{
    m_filter.cancel();
    m_cancel->hide();
    m_bytes = bytes;
    if (bytes)
        setKind(kind);
    say({}, false);
}

void FilterBar::open()
{
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void FilterBar::run()
{
    if (m_text->text().trimmed().isEmpty() || !m_bytes)
        return;
    m_cancel->show();
    say(tr("Filtering …"), false);
    m_filter.start(FilterLanguage(m_language->currentIndex()), m_text->text(), m_bytes);
}

void FilterBar::onFinished(const FilterOutcome &outcome)
{
    m_cancel->hide();
    if (!outcome.problem.isEmpty()) {
        say(outcome.problem, true);
        return;
    }
    say(outcome.hint.isEmpty() ? wording::filterCount(outcome.values, outcome.cut) : outcome.hint, false);
    Q_EMIT filtered(outcome.bytes, outcome.contentType);
}

void FilterBar::say(const QString &text, bool isProblem)
{
    m_result->setProperty("rank", isProblem ? u"error"_s : u"muted"_s);
    m_result->style()->polish(m_result);
    m_result->setText(text);
    m_result->setVisible(!text.isEmpty());
}

bool FilterBar::event(QEvent *event)
{
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (isKey && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        if (event->type() == QEvent::KeyPress)
            Q_EMIT cleared();
        return true;
    }
    return QWidget::event(event);
}

} // namespace fuseboard
