// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/requestdraft.h"

#include <QWidget>

class QComboBox;
class QPlainTextEdit;
class QStackedWidget;

namespace fuseboard {

class ApiClient;
class FieldTable;
class FieldTableModel;
class PoliciesCard;
class TabStrip;
class Theme;

/// The request's parameters, headers and body, and below them the policies of its client.
class RequestPane final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit RequestPane(const Theme &theme, QWidget *parent = nullptr);

    /// Shows a draft; edited() is not emitted.
    void setDraft(const RequestDraft &draft);
    void setParams(const Fields &params);
    /// Puts what is edited here into a draft: parameters, headers, body and content type.
    void readInto(RequestDraft &draft) const;
    void setClient(ApiClient *client);
    void setScope(const VariableScope &scope);
    void refreshPolicies();

Q_SIGNALS:
    void paramsEdited();
    void edited();

private:
    void buildBody(const Theme &theme);
    void updateCounts();
    void fitPages();

    FieldTableModel *m_params;
    FieldTableModel *m_headers;
    QList<FieldTable *> m_tables;
    TabStrip *m_tabs;
    QStackedWidget *m_pages;
    QWidget *m_bodyPage;
    QComboBox *m_contentType;
    QPlainTextEdit *m_body;
    PoliciesCard *m_policies;
};

} // namespace fuseboard
