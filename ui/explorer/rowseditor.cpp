// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/rowseditor.h"

#include "common/elidedlabel.h"
#include "common/grid.h"
#include "common/icons.h"
#include "common/openeditor.h"
#include "common/theme.h"
#include "explorer/exacttextedit.h"
#include "explorer/fieldtable.h"
#include "explorer/textvariables.h"
#include "models/rowtablemodel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int fewestLines = 6; // that the text has room for
constexpr int mostLines = 16;
constexpr int aroundText = 24; // the text's frame, padding and margin
constexpr int rowMarkWidth = 34;
constexpr int rowButtonSize = 22;
constexpr int roomForDescriptions = 310; // and for the values that they are of

} // namespace

RowsEditor::RowsEditor(const Theme &theme, RowTableModel &model, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_name(name)
    , m_column(new QVBoxLayout(this))
    , m_pages(new QStackedLayout)
    , m_table(new FieldTable(theme, model, name, this))
    , m_descriptions(new QToolButton(this))
    , m_toggle(new QPushButton(this))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(grid::unit);
    m_column->addLayout(m_pages, 1);
    m_pages->addWidget(m_table);
    m_pages->addWidget(makeTextPage(theme, name));
    // What scroll bars would need is more than a few rows have, and goes away from those below.
    m_table->setMinimumHeight(1);
    m_text->setMinimumHeight(1);
    m_table->horizontalHeader()->resizeSection(RowTableModel::EnabledColumn, rowMarkWidth);
    m_descriptions->setProperty("kind", u"switch"_s);
    m_descriptions->setCheckable(true);
    m_descriptions->setIcon(themedIcon(theme, IconId::Info));
    m_descriptions->setToolTip(tr("Shows a column for descriptions"));
    //: %1 are headers, parameters and such
    m_descriptions->setAccessibleName(tr("%1: descriptions").arg(name));
    m_toggle->setProperty("kind", u"link"_s);
    setTabOrder(m_table, m_text);
    setTabOrder(m_text, m_descriptions);
    setTabOrder(m_descriptions, m_toggle);
    connectParts();
    setIsText(false);
    fitDescriptions(true);
}

QWidget *RowsEditor::makeTextPage(const Theme &theme, const QString &name)
{
    auto *page = new QWidget(this);
    auto *hint = new ElidedLabel(page);
    hint->setText(m_model.textHint());
    hint->setProperty("rank", u"muted"_s);
    hint->setIndent(grid::gap);
    hint->setMinimumHeight(m_table->horizontalHeader()->sizeHint().height());
    m_text = new ExactTextEdit(page);
    m_text->setProperty("kind", u"code"_s);
    m_text->setFont(theme.font(TextStyle::Mono));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    //: %1 are headers, parameters and such
    m_text->setAccessibleName(tr("%1 as text").arg(name));
    m_variables = new TextVariables(theme, *m_text);
    m_variables->setLanguage(BodyHighlighter::Language::Rows);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_textHead = new QHBoxLayout;
    m_textHead->addWidget(hint);
    column->addLayout(m_textHead);
    column->addWidget(m_text, 1);
    return page;
}

void RowsEditor::connectParts()
{
    connect(m_toggle, &QPushButton::clicked, this, [this] {
        commitOpenEditor(*this); // or the text would be without it
        setIsText(!isText());
        (isText() ? static_cast<QWidget *>(m_text) : m_table)->setFocus(Qt::OtherFocusReason);
    });
    m_text->installEventFilter(this);
    connect(m_descriptions, &QToolButton::clicked, this, [this](bool wanted) {
        m_wantsDescriptions = wanted;
        fitDescriptions(true);
    });
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] { fitDescriptions(true); });
    // A column that is being written in stays, also where nothing is left in it.
    connect(&m_model, &QAbstractItemModel::dataChanged, this, [this] { fitDescriptions(false); });
    connect(m_text, &QPlainTextEdit::textChanged, this, &RowsEditor::takeText);
    connect(m_text, &QPlainTextEdit::blockCountChanged, this, &RowsEditor::contentResized);
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_model, change, this, &RowsEditor::showRows);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &RowsEditor::showRows);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &RowsEditor::showRows);
}

void RowsEditor::setHeading(const QString &text)
{
    m_heading = new QLabel(text, this);
    m_heading->setProperty("rank", u"strong"_s);
    m_heading->setBuddy(m_table);
    m_descriptions->setFixedSize(rowButtonSize, rowButtonSize);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_heading, 1);
    row->addWidget(m_descriptions);
    row->addWidget(m_toggle);
    m_column->insertLayout(0, row);
    placeButtons();
    connect(this, &RowsEditor::contentResized, this, &RowsEditor::fitHeight);
    fitHeight();
}

void RowsEditor::fitHeight()
{
    if (m_heading)
        setMaximumHeight(contentHeight());
}

bool RowsEditor::isText() const
{
    return m_pages->currentIndex() == 1;
}

void RowsEditor::setIsText(bool isText)
{
    m_pages->setCurrentIndex(isText ? 1 : 0);
    m_descriptions->setVisible(!isText);
    m_toggle->setVisible(m_model.hasText());
    m_toggle->setText(isText ? tr("Table") : tr("Bulk edit"));
    //: %1 are headers, parameters and such
    m_toggle->setAccessibleName(isText ? tr("%1: to the table").arg(m_name) : tr("%1: bulk edit").arg(m_name));
    m_toggle->setToolTip(isText ? tr("Shows the lines as a table") : tr("Edits all lines as one text"));
    if (isText)
        beginText();
    placeButtons();
    Q_EMIT contentResized();
}

/// Leaves a text that says so already as it was written.
void RowsEditor::showRows()
{
    if (isText() && !m_isTaking && m_model.text() != m_taken)
        beginText();
    fitHeight();
}

void RowsEditor::beginText()
{
    m_taken = m_model.text();
    m_text->beginExactText(m_taken);
}

void RowsEditor::takeText()
{
    const QString text = m_text->exactText();
    if (!isText() || text == m_taken)
        return;
    {
        const QScopedValueRollback taking(m_isTaking, true);
        m_model.takeText(text);
    }
    m_taken = m_model.text();
}

void RowsEditor::goToRow(int row)
{
    if (isText())
        m_text->setFocus(Qt::OtherFocusReason);
    else
        m_table->goToRow(row);
}

bool RowsEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_text || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isForRows = (key->matches(QKeySequence::Undo) && !m_text->document()->isUndoAvailable())
        || (key->matches(QKeySequence::Redo) && !m_text->document()->isRedoAvailable());
    if (isForRows)
        event->ignore();
    return isForRows;
}

void RowsEditor::setScope(const VariableScope &scope)
{
    m_table->setScope(scope);
    m_variables->setScope(scope);
}

int RowsEditor::contentHeight() const
{
    const int heading = m_heading ? std::max(m_heading->sizeHint().height(), m_toggle->sizeHint().height()) + grid::unit
                                  : 0;
    if (!isText())
        return heading + m_table->contentHeight();
    const int lines = std::clamp(m_text->blockCount() + 1, fewestLines, mostLines);
    return heading + m_table->horizontalHeader()->sizeHint().height() + lines * m_text->fontMetrics().lineSpacing()
        + aroundText;
}

void RowsEditor::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitDescriptions(true);
    placeButtons();
}

void RowsEditor::fitDescriptions(bool mayHide)
{
    const int others = m_table->horizontalHeader()->sectionPosition(m_model.descriptionColumn() - 1);
    const bool shown = m_wantsDescriptions.value_or(m_model.hasDescriptions()
                                                    || width() >= others + roomForDescriptions);
    if (!shown && !mayHide)
        return;
    m_table->setDescriptionsShown(shown);
    m_descriptions->setChecked(shown);
}

void RowsEditor::placeButtons()
{
    if (m_heading)
        return m_table->setHeadRoom(0);
    const int head = m_table->horizontalHeader()->sizeHint().height();
    int right = width();
    for (QAbstractButton *button : QList<QAbstractButton *>{m_toggle, m_descriptions}) {
        if (button->isHidden())
            continue;
        const QSize size = button == m_toggle ? button->sizeHint() : QSize(rowButtonSize, rowButtonSize);
        right -= size.width();
        button->setGeometry(right, (head - size.height()) / 2, size.width(), size.height());
        button->raise();
    }
    m_table->setHeadRoom(width() - right);
    m_textHead->setContentsMargins(0, 0, m_toggle->width(), 0);
}

} // namespace fuseboard
