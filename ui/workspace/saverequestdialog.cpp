// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/saverequestdialog.h"

#include "common/grid.h"
#include "common/theme.h"
#include "models/figures.h"
#include "workspace/workspace.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestRequestName = 200;

/// "orders-api / auth / tokens"
QString pathText(const WorkspaceClient &client, const QString &path)
{
    QStringList names{wording::printable(client.config.name, 60)};
    const QStringList slugs = path.split(u'/', Qt::SkipEmptyParts);
    for (qsizetype count = 1; count <= slugs.size(); ++count) {
        const QString above = slugs.first(count).join(u'/');
        const auto folder = std::find_if(client.folders.begin(), client.folders.end(),
                                         [&above](const WorkspaceFolder &one) { return one.path == above; });
        const bool isNamed = folder != client.folders.end() && !folder->config.name.isEmpty();
        names.append(wording::printable(isNamed ? folder->config.name : slugs.at(count - 1), 60));
    }
    return names.join(u" / "_s);
}

} // namespace

SaveRequestDialog::SaveRequestDialog(const Theme &theme, const Workspace &workspace, const QString &name,
                                     const WorkspacePlace &folder, QWidget *parent)
    : QDialog(parent)
    , m_name(new QLineEdit(name, this))
    , m_place(new QComboBox(this))
    , m_problem(new QLabel(this))
    , m_save(new QPushButton(tr("Save"), this))
{
    setObjectName(u"saveRequest"_s);
    setWindowTitle(tr("Save request"));
    auto *title = new QLabel(windowTitle(), this);
    title->setFont(theme.font(TextStyle::Title));
    m_name->setMaxLength(longestRequestName);
    m_name->setObjectName(u"name"_s);
    m_name->selectAll();
    m_place->setObjectName(u"place"_s);
    addPlaces(workspace, folder);
    auto *fields = new QGridLayout;
    fields->setHorizontalSpacing(grid::gap);
    fields->setVerticalSpacing(grid::gap);
    fields->setColumnStretch(1, 1);
    const auto add = [&](int row, const QString &text, QWidget *field) {
        auto *label = new QLabel(text, this);
        label->setBuddy(field);
        fields->addWidget(label, row, 0);
        fields->addWidget(field, row, 1);
    };
    add(0, tr("&Name"), m_name);
    add(1, tr("&Place"), m_place);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setProperty("rank", u"error"_s);
    m_problem->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::page, grid::page, grid::page, grid::page);
    column->setSpacing(grid::gap);
    column->addWidget(title);
    column->addLayout(fields);
    column->addWidget(m_problem);
    column->addSpacing(grid::gap);
    column->addLayout(makeButtons());
    setMinimumWidth(440);
}

void SaveRequestDialog::addPlaces(const Workspace &workspace, const WorkspacePlace &folder)
{
    for (const WorkspaceClient &client : workspace.clients) {
        QStringList paths{QString()};
        for (const WorkspaceFolder &one : client.folders)
            paths.append(one.path);
        for (const QString &path : std::as_const(paths)) {
            m_places.append({WorkspacePlace::Kind::Folder, client.slug, path});
            m_place->addItem(pathText(client, path));
        }
    }
    m_place->setCurrentIndex(std::max(int(m_places.indexOf(folder)), 0));
}

QHBoxLayout *SaveRequestDialog::makeButtons()
{
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_save->setProperty("kind", u"primary"_s);
    m_save->setObjectName(u"save"_s);
    m_save->setDefault(true);
    const auto update = [this] { m_save->setEnabled(!m_name->text().trimmed().isEmpty() && !m_places.isEmpty()); };
    connect(m_name, &QLineEdit::textChanged, this, update);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &SaveRequestDialog::submit);
    update();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid::gap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    return buttons;
}

void SaveRequestDialog::submit()
{
    m_problem->hide();
    Q_EMIT submitted(m_name->text().trimmed(), m_places.value(m_place->currentIndex()));
}

void SaveRequestDialog::refuse(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->show();
}

} // namespace fuseboard
