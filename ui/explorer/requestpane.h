// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/rowhistory.h"

#include <QPointer>
#include <QWidget>

class QStackedWidget;

namespace fuseboard {

class ApiClient;
class AuthEditor;
class BodyEditor;
class ChecksEditor;
class FieldTableModel;
class ParamsEditor;
class PoliciesCard;
class RequestSettings;
class RowsEditor;
class TabStrip;
class Theme;

/// The parts of a request besides method and URL, and below them the policies of its client.
class RequestPane final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit RequestPane(const Theme &theme, QWidget *parent = nullptr);

    /// Shows a draft; edited() is not emitted.
    void setDraft(const RequestDraft &draft);
    /// The URL was edited: what its query and its path have now.
    void setUrl(const QString &url, const Fields &params);
    /// Rows of a draft, in the place of those before, and goes to the first that is another one.
    void showRows(const RequestDraft &draft, const DraftRows &before);
    /// What the rows or credentials that are edited now belong to.
    [[nodiscard]] RowHistory::Run rowRun() const;
    /// Puts what is edited here into a draft: all but name, method and URL.
    void readInto(RequestDraft &draft) const;
    void setClient(ApiClient *client);
    void setScope(const VariableScope &scope);
    void setFolder(const QString &folder);
    void refreshPolicies();
    /// Why what is written here can be neither sent nor saved, as a whole sentence; empty where it can.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void paramsEdited();
    void edited();
    /// As that of BodyEditor.
    void fileChosen(const QString &path);
    /// By the keys for it, where they mean rows: not in a text that has something to undo itself.
    void undoRequested();
    void redoRequested();

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class RequestTab { Params, Headers, Auth, Body, Tests, Settings };

    QWidget *buildHead();
    void buildPages();
    void connectParts();
    [[nodiscard]] QString noteOnHeader(const QString &name) const;
    void goToChange(const DraftRows &before, const DraftRows &now);
    void updateCounts();
    void fitPages();

    FieldTableModel *m_headers;
    TabStrip *m_tabs;
    QStackedWidget *m_pages;
    ParamsEditor *m_params;
    RowsEditor *m_headerRows;
    AuthEditor *m_auth;
    BodyEditor *m_body;
    ChecksEditor *m_checks;
    RequestSettings *m_settings;
    PoliciesCard *m_policies;
    QPointer<ApiClient> m_client;
};

} // namespace fuseboard
