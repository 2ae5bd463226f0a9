// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/bodyeditor.h"

#include "common/grid.h"
#include "common/theme.h"
#include "explorer/exacttextedit.h"
#include "explorer/fieldtable.h"
#include "explorer/linevariables.h"
#include "explorer/rowseditor.h"
#include "explorer/textvariables.h"
#include "models/fieldtablemodel.h"
#include "models/parttablemodel.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

enum BodyPage { NothingPage, TextPage, FormPage, PartsPage, GraphQlPage, FilePage };

BodyPage pageOf(BodyKind kind)
{
    switch (kind) {
    case BodyKind::None:
        return NothingPage;
    case BodyKind::Json:
    case BodyKind::Xml:
    case BodyKind::Text:
        return TextPage;
    case BodyKind::Form:
        return FormPage;
    case BodyKind::Multipart:
        return PartsPage;
    case BodyKind::File:
        return FilePage;
    case BodyKind::GraphQl:
        return GraphQlPage;
    }
    Q_UNREACHABLE();
}

QVBoxLayout *bodyColumn(QWidget *page)
{
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(grid::gap);
    return column;
}

} // namespace

BodyEditor::BodyEditor(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_contentType(new QComboBox(this))
    , m_pages(new QStackedWidget(this))
    , m_body(makeText(theme, tr("Body of the request"), tr("Nothing is sent as body. Write JSON, XML or any text.")))
    , m_bodyVariables(addVariables(theme, *m_body))
    , m_form(new FieldTableModel(this))
    , m_formRows(new RowsEditor(theme, *m_form, tr("Fields of the form"), this))
    , m_parts(new PartTableModel(this))
{
    m_kind->setAccessibleName(tr("Kind of body"));
    const QList<QPair<QString, BodyKind>> kinds{
        {tr("None"), BodyKind::None},       {tr("JSON"), BodyKind::Json}, {tr("XML"), BodyKind::Xml},
        {tr("Text"), BodyKind::Text},       {tr("Form"), BodyKind::Form}, {tr("Multipart"), BodyKind::Multipart},
        {tr("GraphQL"), BodyKind::GraphQl}, {tr("File"), BodyKind::File},
    };
    for (const auto &[name, kind] : kinds)
        m_kind->addItem(name, int(kind));
    m_contentType->setEditable(true);
    m_contentType->addItems({QString(), u"application/json"_s, u"application/xml"_s, u"text/plain"_s});
    m_contentType->setAccessibleName(tr("Content type"));
    m_contentType->lineEdit()->setAccessibleName(tr("Content type"));
    m_contentType->setMinimumContentsLength(8);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid::gap);
    head->addWidget(m_kind);
    head->addWidget(m_contentType, 1);
    auto *nothing = new QLabel(tr("This request carries no body. Choose a kind to write one."), m_pages);
    nothing->setProperty("rank", u"muted"_s);
    nothing->setWordWrap(true);
    nothing->setAlignment(Qt::AlignTop);
    const QList<QWidget *> pages{nothing, m_body, m_formRows, makeParts(theme), makeGraphQl(theme), makeFile()};
    for (QWidget *page : pages)
        m_pages->addWidget(page);
    QVBoxLayout *column = bodyColumn(this);
    column->addLayout(head);
    column->addWidget(m_pages, 1);
    for (QLineEdit *line : {m_contentType->lineEdit(), m_operation, m_file})
        m_lines << new LineVariables(theme, *line);
    connectParts();
    showKind();
}

ExactTextEdit *BodyEditor::makeText(const Theme &theme, const QString &name, const QString &hint)
{
    auto *text = new ExactTextEdit(this);
    text->setProperty("kind", u"code"_s);
    text->setFont(theme.font(TextStyle::Mono));
    text->setTabChangesFocus(true);
    text->setAccessibleName(name);
    text->setPlaceholderText(hint);
    connect(text, &QPlainTextEdit::textChanged, this, &BodyEditor::edited);
    return text;
}

TextVariables *BodyEditor::addVariables(const Theme &theme, ExactTextEdit &text)
{
    m_texts << new TextVariables(theme, text);
    return m_texts.constLast();
}

QWidget *BodyEditor::makeParts(const Theme &theme)
{
    auto *page = new QWidget(m_pages);
    QVBoxLayout *column = bodyColumn(page);
    m_partRows = new RowsEditor(theme, *m_parts, tr("Parts of the body"), page);
    m_partRows->setHeading(tr("Parts"));
    QHeaderView *header = m_partRows->table().horizontalHeader();
    header->resizeSection(PartTableModel::NameColumn, 104);
    header->resizeSection(PartTableModel::KindColumn, 64);
    auto *choose = new QPushButton(tr("Choose file…"), page);
    choose->setAccessibleName(tr("Choose a file for the part"));
    choose->setToolTip(tr("Makes the present line a file, or adds one"));
    connect(choose, &QPushButton::clicked, this, [this] {
        const int row = m_partRows->table().currentIndex().row();
        chooseFile([this, row](const QString &path) { m_parts->setFile(row, path); });
    });
    column->addWidget(m_partRows, 1);
    column->addWidget(choose, 0, Qt::AlignLeft);
    column->addStretch();
    return page;
}

QWidget *BodyEditor::makeGraphQl(const Theme &theme)
{
    auto *page = new QWidget(m_pages);
    QVBoxLayout *column = bodyColumn(page);
    m_query = makeText(theme, tr("GraphQL query"), u"query { … }"_s);
    m_variables = makeText(theme, tr("GraphQL variables"), u"{\"id\": 1}"_s);
    addVariables(theme, *m_query);
    addVariables(theme, *m_variables)->setLanguage(BodyHighlighter::Language::Json);
    m_operation = new QLineEdit(page);
    m_operation->setAccessibleName(tr("GraphQL operation"));
    m_operation->setPlaceholderText(tr("Operation, where the query has several"));
    auto *variables = new QLabel(tr("&Variables, a JSON object"), page);
    variables->setProperty("rank", u"muted"_s);
    variables->setBuddy(m_variables);
    column->addWidget(m_query, 3);
    column->addWidget(variables);
    column->addWidget(m_variables, 2);
    column->addWidget(m_operation);
    return page;
}

QWidget *BodyEditor::makeFile()
{
    auto *page = new QWidget(m_pages);
    QVBoxLayout *column = bodyColumn(page);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid::gap);
    m_file = new QLineEdit(page);
    m_file->setAccessibleName(tr("File to send"));
    m_file->setPlaceholderText(tr("Path of a file"));
    auto *choose = new QPushButton(tr("Choose file…"), page);
    choose->setAccessibleName(tr("Choose the file to send"));
    connect(choose, &QPushButton::clicked, this,
            [this] { chooseFile([this](const QString &path) { m_file->setText(path); }); });
    row->addWidget(m_file, 1);
    row->addWidget(choose);
    auto *note = new QLabel(tr("Its bytes are read from the disk as they are sent. Without a content type the request "
                               "gets that of the file's name."),
                            page);
    note->setProperty("rank", u"muted"_s);
    note->setWordWrap(true);
    column->addLayout(row);
    column->addWidget(note);
    column->addStretch(1);
    return page;
}

void BodyEditor::connectParts()
{
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        // One field of the file holds them both.
        const ExactTextEdit *before = m_pages->currentIndex() == GraphQlPage ? m_query : m_body;
        (kind() == BodyKind::GraphQl ? m_query : m_body)->setExactText(before->exactText());
        showKind();
        Q_EMIT edited();
    });
    connect(m_contentType, &QComboBox::currentTextChanged, this, &BodyEditor::edited);
    connect(m_form, &FieldTableModel::edited, this, &BodyEditor::edited);
    connect(m_parts, &RowTableModel::edited, this, &BodyEditor::edited);
    for (const QLineEdit *line : {m_operation, m_file})
        connect(line, &QLineEdit::textChanged, this, &BodyEditor::edited);
}

void BodyEditor::goToRow(int row)
{
    if (kind() == BodyKind::Form || kind() == BodyKind::Multipart)
        (kind() == BodyKind::Form ? m_formRows : m_partRows)->goToRow(row);
}

BodyKind BodyEditor::kind() const
{
    return BodyKind(m_kind->currentData().toInt());
}

void BodyEditor::showKind()
{
    const BodyKind present = kind();
    m_pages->setCurrentIndex(pageOf(present));
    m_contentType->setVisible(present != BodyKind::None);
    m_bodyVariables->setLanguage(present == BodyKind::Xml ? BodyHighlighter::Language::Plain
                                                          : BodyHighlighter::Language::Json);
    const QString standard = present == BodyKind::Json || present == BodyKind::GraphQl ? u"application/json"_s
        : present == BodyKind::Xml                                                     ? u"application/xml"_s
        : present == BodyKind::Form      ? u"application/x-www-form-urlencoded"_s
        : present == BodyKind::Multipart ? u"multipart/form-data"_s
        : present == BodyKind::File      ? tr("Content type: that of the file")
                                         : tr("Content type: by the body");
    m_contentType->lineEdit()->setPlaceholderText(standard);
    m_contentType->setToolTip(present == BodyKind::Text ? tr("Empty: JSON or plain text, as the body is") : QString());
}

void BodyEditor::setDraft(const RequestDraft &draft)
{
    const QSignalBlocker quiet(this);
    const QSignalBlocker kept(m_kind); // the text of the draft before goes nowhere
    m_kind->setCurrentIndex(m_kind->findData(int(draft.more.bodyKind)));
    showKind(); // before there is a text to colour
    m_contentType->setEditText(draft.contentType);
    const bool isGraphQl = draft.more.bodyKind == BodyKind::GraphQl; // laid out once, however large
    m_body->setExactText(isGraphQl ? QString() : draft.body);
    m_query->setExactText(isGraphQl ? draft.body : QString());
    m_variables->setExactText(draft.more.graphqlVariables);
    m_form->setFields(draft.more.form);
    m_parts->setRows(draft.more.multipart);
    m_operation->setText(draft.more.graphqlOperation);
    m_file->setText(draft.more.bodyFile);
}

void BodyEditor::readInto(RequestDraft &draft) const
{
    draft.more.bodyKind = kind();
    draft.contentType = m_contentType->currentText().trimmed();
    draft.body = (kind() == BodyKind::GraphQl ? m_query : m_body)->exactText();
    draft.more.form = m_form->fields();
    draft.more.multipart = m_parts->rows();
    draft.more.graphqlVariables = m_variables->exactText();
    draft.more.graphqlOperation = m_operation->text().trimmed();
    draft.more.bodyFile = m_file->text();
}

void BodyEditor::setScope(const VariableScope &scope)
{
    const QSignalBlocker quiet(this); // what is only coloured anew is no edit
    for (TextVariables *variables : std::as_const(m_texts))
        variables->setScope(scope);
    for (LineVariables *variables : std::as_const(m_lines))
        variables->setScope(scope);
    m_formRows->setScope(scope);
    m_partRows->setScope(scope);
}

void BodyEditor::chooseFile(const std::function<void(const QString &)> &chosen)
{
    auto *dialog = new QFileDialog(this, tr("Choose a file to send"), m_folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this, chosen](const QString &path) {
        Q_EMIT fileChosen(path);
        chosen(shownPath(path));
    });
    dialog->open();
}

QString BodyEditor::shownPath(const QString &path) const
{
    const QString relative = m_folder.isEmpty() ? QString() : QDir(m_folder).relativeFilePath(path);
    const bool isBelow = !relative.isEmpty() && !relative.startsWith(".."_L1) && QDir::isRelativePath(relative);
    return isBelow ? relative : path;
}

} // namespace fuseboard
