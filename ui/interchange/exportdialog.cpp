// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/exportdialog.h"

#include "common/grid.h"
#include "common/icons.h"
#include "common/theme.h"
#include "environments/environmentcolors.h"
#include "interchange/exportedclient.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "models/formatwording.h"
#include "variables/clientsubstitution.h"

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

/// "{{host}}, {{team}}"
QString variablesIn(const QList<ConfigFault> &faults)
{
    QStringList names;
    for (const ConfigFault &fault : faults)
        names.append(u"{{%1}}"_s.arg(wording::printable(fault.value, 60)));
    names.removeDuplicates();
    return names.join(u", "_s);
}

} // namespace

ExportDialog::ExportDialog(const Theme &theme, const Content &content, QWidget *parent)
    : QDialog(parent)
    , m_content(content)
    , m_plain(content.config, VariableScope())
    , m_exported(content.config)
    , m_formats(clientExporters())
    , m_format(new QComboBox(this))
    , m_environmentLabel(new QLabel(tr("&Environment"), this))
    , m_environment(new QComboBox(this))
    , m_note(makeNote(u"muted"_s))
    , m_staying(makeNote(u"muted"_s))
    , m_missing(makeNote(u"error"_s))
    , m_preview(new QPlainTextEdit(this))
    , m_problem(makeNote(u"error"_s))
{
    const QString name = wording::printable(content.config.name, 60);
    setWindowTitle(content.isEdited ? tr("Export %1 as edited").arg(name) : tr("Export %1").arg(name));
    for (const auto &format : m_formats)
        m_format->addItem(wording::formatName(format->id()), format->id());
    fillEnvironments(theme);
    build(theme);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::showEnvironment);
    connect(m_environment, &QComboBox::currentIndexChanged, this, &ExportDialog::showEnvironment);
    showEnvironment();
    setEnvironment(content.current);
    resize(720, 560);
}

ExportDialog::~ExportDialog() = default;

/// Only where it would make a difference.
void ExportDialog::fillEnvironments(const Theme &theme)
{
    m_environment->setObjectName(u"exportEnvironment"_s);
    m_environment->addItem(tr("None: {{variables}} stay"), QString());
    for (const Environment &environment : m_content.environments) {
        const EnvironmentColor color = environment.config.color;
        const ColorRole role = fillRole(color);
        const QIcon icon = color == EnvironmentColor::None ? QIcon() : themedIcon(theme, IconId::Dot, role, role);
        m_environment->addItem(icon, wording::printable(environment.config.name, 60), environment.slug);
    }
    const bool isOffered = !m_content.environments.isEmpty() && hasVariables(m_content.config);
    m_environment->setVisible(isOffered);
    m_environmentLabel->setVisible(isOffered);
    m_environmentLabel->setBuddy(m_environment);
    m_environment->setToolTip(tr("Whose values come into the places of {{variables}}. Secrets stay variables."));
}

QLabel *ExportDialog::makeNote(const QString &rank)
{
    auto *note = new QLabel(this);
    note->setTextFormat(Qt::PlainText);
    note->setProperty("rank", rank);
    note->setWordWrap(true);
    note->hide();
    return note;
}

void ExportDialog::build(const Theme &theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::page, grid::page, grid::page, grid::page);
    column->setSpacing(grid::gap);
    column->addLayout(buildChoices());
    for (QLabel *note : {m_note, m_staying, m_missing})
        column->addWidget(note);
    m_note->show();
    m_staying->setObjectName(u"exportStaying"_s);
    m_missing->setObjectName(u"exportMissing"_s);
    m_preview->setReadOnly(true);
    m_preview->setProperty("kind", u"code"_s);
    m_preview->setFont(theme.font(TextStyle::Mono));
    m_preview->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_preview->setTabChangesFocus(true);
    m_preview->setAccessibleName(tr("Preview"));
    column->addWidget(m_preview, 1);
    column->addWidget(m_problem);
    column->addWidget(buildButtons());
}

QLayout *ExportDialog::buildChoices()
{
    auto *label = new QLabel(tr("&Format"), this);
    label->setBuddy(m_format);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid::gap);
    row->addWidget(label);
    row->addWidget(m_format);
    row->addSpacing(grid::cardGap);
    row->addWidget(m_environmentLabel);
    row->addWidget(m_environment);
    row->addStretch(1);
    return row;
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

void ExportDialog::setEnvironment(const QString &slug)
{
    const int index = m_environment->findData(slug);
    if (index >= 0 && m_environment->isVisibleTo(this))
        m_environment->setCurrentIndex(index);
}

QString ExportDialog::text() const
{
    return m_preview->toPlainText();
}

void ExportDialog::showEnvironment()
{
    m_staying->hide();
    m_missing->hide();
    takeValues();
    showFormat();
}

void ExportDialog::takeValues()
{
    const auto tell = [](QLabel *note, const QString &text, bool isTrue) {
        note->setText(text);
        note->setVisible(isTrue);
    };
    const QString slug = m_environment->currentData().toString();
    if (!slug.isEmpty()) {
        const ExportedClient client(m_content.config, VariableScope(m_content.environments, slug));
        m_exported = client.config();
        const QString staying = variablesIn(client.secrets());
        tell(m_staying, tr("Stays a variable, as its value is a secret: %1").arg(staying), !staying.isEmpty());
        tell(m_missing, problemOf(client.faults()), !client.faults().isEmpty());
        return;
    }
    // {{variables}} mean something to Fuseboard alone, and so does the backslash that makes one text.
    const bool isOwn = exporter().id() == "fuseboard"_L1;
    m_exported = isOwn ? m_content.config : m_plain.config();
    const QString staying = variablesIn(m_plain.faults());
    tell(m_staying, tr("Stays as it is written, as no environment gives it a value: %1").arg(staying),
         !isOwn && !staying.isEmpty());
}

QString ExportDialog::problemOf(const QList<ConfigFault> &faults) const
{
    QList<ConfigFault> missing = faults;
    missing.removeIf([](const ConfigFault &fault) {
        return fault.detail != ErrorDetail::VariableMissing && fault.detail != ErrorDetail::SecretMissing;
    });
    if (missing.isEmpty() && !faults.isEmpty())
        return tr("All variables stay as they are: %1").arg(wording::sentence(faults.first()));
    //: %1 an environment, %2 variables of it
    return tr("%1 has no value for %2, so all variables stay as they are.")
        .arg(m_environment->currentText(), variablesIn(missing));
}

void ExportDialog::showFormat()
{
    m_problem->hide();
    const QString note = wording::formatNote(exporter().id());
    m_note->setText(m_content.isEdited ? tr("As edited here; not all of it is saved.") + u' ' + note : note);
    m_preview->setPlainText(QString::fromUtf8(exporter().write(m_exported)));
}

void ExportDialog::copy()
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(exporter().write(m_exported)));
    Q_EMIT noticed(
        tr("Copied %1 as %2").arg(wording::printable(m_content.config.name, 40), wording::formatName(exporter().id())));
}

void ExportDialog::chooseFile()
{
    auto *chooser = new QFileDialog(this, tr("Export to a file"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(exporter().fileSuffix());
    chooser->selectFile(fileNameOf(m_content.config.name) + u'.' + exporter().fileSuffix());
    connect(chooser, &QFileDialog::fileSelected, this, &ExportDialog::save);
    chooser->open();
}

void ExportDialog::save(const QString &file)
{
    const QByteArray content = exporter().write(m_exported);
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
