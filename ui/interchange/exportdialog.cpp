// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/exportdialog.h"

#include "common/grid.h"
#include "common/theme.h"
#include "models/figures.h"
#include "models/formatwording.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// The client's name as far as every file system takes it.
QString fileNameOf(const QString &clientName)
{
    QString name;
    for (const QChar c : clientName.left(80)) {
        if (c.isLetterOrNumber() || c == u'-' || c == u'_')
            name += c;
        else if (!name.isEmpty() && !name.endsWith(u'-'))
            name += u'-';
    }
    return name.isEmpty() ? u"client"_s : name;
}

} // namespace

ExportDialog::ExportDialog(const Theme &theme, const ClientConfig &config, QWidget *parent)
    : QDialog(parent)
    , m_config(config)
    , m_formats(clientExporters())
    , m_format(new QComboBox(this))
    , m_note(new QLabel(this))
    , m_preview(new QPlainTextEdit(this))
    , m_problem(new QLabel(this))
{
    setWindowTitle(tr("Export %1").arg(wording::printable(config.name, 60)));
    for (const auto &format : m_formats)
        m_format->addItem(wording::formatName(format->id()), format->id());
    build(theme);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::showFormat);
    showFormat();
    resize(720, 560);
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::build(const Theme &theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::page, grid::page, grid::page, grid::page);
    column->setSpacing(grid::gap);
    auto *label = new QLabel(tr("&Format"), this);
    label->setBuddy(m_format);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid::gap);
    head->addWidget(label);
    head->addWidget(m_format);
    head->addStretch(1);
    column->addLayout(head);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setProperty("rank", u"muted"_s);
    m_note->setWordWrap(true);
    column->addWidget(m_note);
    m_preview->setReadOnly(true);
    m_preview->setProperty("kind", u"code"_s);
    m_preview->setFont(theme.font(TextStyle::Mono));
    m_preview->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_preview->setTabChangesFocus(true);
    m_preview->setAccessibleName(tr("Preview"));
    column->addWidget(m_preview, 1);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setProperty("rank", u"error"_s);
    m_problem->setWordWrap(true);
    m_problem->hide();
    column->addWidget(m_problem);
    column->addWidget(buildButtons());
}

QWidget *ExportDialog::buildButtons()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid::gap);
    auto *copyButton = new QPushButton(tr("&Copy"), bar);
    auto *saveButton = new QPushButton(tr("&Save…"), bar);
    auto *closeButton = new QPushButton(tr("Close"), bar);
    saveButton->setProperty("kind", u"primary"_s);
    saveButton->setDefault(true);
    row->addWidget(copyButton);
    row->addStretch(1);
    row->addWidget(closeButton);
    row->addWidget(saveButton);
    connect(copyButton, &QPushButton::clicked, this, &ExportDialog::copy);
    connect(saveButton, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    connect(closeButton, &QPushButton::clicked, this, &QDialog::reject);
    return bar;
}

const ClientExporter &ExportDialog::exporter() const
{
    return *m_formats.at(std::size_t(std::max(0, m_format->currentIndex())));
}

void ExportDialog::setFormat(const QString &id)
{
    if (const int index = m_format->findData(id); index >= 0)
        m_format->setCurrentIndex(index);
}

QString ExportDialog::text() const
{
    return m_preview->toPlainText();
}

void ExportDialog::showFormat()
{
    m_problem->hide();
    m_note->setText(wording::formatNote(exporter().id()));
    m_preview->setPlainText(QString::fromUtf8(exporter().write(m_config)));
}

void ExportDialog::copy()
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(exporter().write(m_config)));
    Q_EMIT noticed(
        tr("Copied %1 as %2").arg(wording::printable(m_config.name, 40), wording::formatName(exporter().id())));
}

void ExportDialog::chooseFile()
{
    auto *chooser = new QFileDialog(this, tr("Export to a file"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(exporter().fileSuffix());
    chooser->selectFile(fileNameOf(m_config.name) + u'.' + exporter().fileSuffix());
    connect(chooser, &QFileDialog::fileSelected, this, &ExportDialog::save);
    chooser->open();
}

void ExportDialog::save(const QString &file)
{
    const QByteArray content = exporter().write(m_config);
    QSaveFile output(file);
    if (output.open(QIODevice::WriteOnly) && output.write(content) == content.size() && output.commit()) {
        Q_EMIT noticed(tr("Saved %1").arg(wording::printable(QFileInfo(file).fileName(), 60)));
        accept();
        return;
    }
    m_problem->setText(tr("%1 could not be written: %2. Choose another place, or copy the text.")
                           .arg(wording::printable(file), output.errorString()));
    m_problem->show();
}

} // namespace fuseboard
