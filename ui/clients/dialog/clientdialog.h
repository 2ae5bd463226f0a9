// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clients/clientedit.h"
#include "clients/dialog/dialogmeans.h"
#include "models/config/configdraft.h"
#include "models/config/pipelinewording.h"

#include <QDialog>

#include <optional>

class QScrollArea;
class QStackedWidget;

namespace fuseboard {

class ConfigPage;
class DialogFooter;
class FieldRow;
class JsonPage;
class KeptSecrets;
class PageList;
class PipelineView;
class SignInPanel;
class TestPanel;
class Theme;

/// Edits one client: every field of its file, with what the fields come to, on the rules of the file. It can be tried
/// before it is saved. Whoever opens it saves what it submits, and then closes it or tells why not.
class ClientDialog final : public QDialog
{
    Q_OBJECT

public:
    enum class Page { General, Auth, Limiter, Breaker, Retry, Timeouts, Connection, Logging, File };
    Q_ENUM(Page)
    enum class Purpose { Create, Edit };

    /// The theme must outlive it.
    ClientDialog(const Theme &theme, const DialogMeans &means, const ClientConfig &config, Purpose purpose,
                 QWidget *parent = nullptr);
    ~ClientDialog() override;

    /// The environment gives {{variables}} other values than before.
    void followEnvironment();
    void showPage(Page page);
    [[nodiscard]] Page currentPage() const;
    /// Null where there is no such field.
    [[nodiscard]] FieldRow *row(const QString &path) const;
    [[nodiscard]] ConfigDraft &draft() { return m_draft; }
    [[nodiscard]] PipelineView *pipeline() const { return m_pipeline; }
    [[nodiscard]] TestPanel *test() const { return m_test; }
    [[nodiscard]] SignInPanel *signIn() const { return m_signIn; }
    [[nodiscard]] JsonPage *file() const { return m_file; }
    [[nodiscard]] DialogFooter *footer() const { return m_footer; }

    /// Edits that an earlier run did not save, as one step that can be undone. typed: the paths of the fields whose
    /// secrets, or texts that may be some, are in no draft and are asked for again; lacksSecrets: these or others are
    /// not in them.
    void restoreEdits(const JsonValue &tree, const QStringList &typed, bool lacksSecrets);

    /// What was submitted is saved when the store has answered: until then nothing is edited. Closing the dialog does
    /// not take it back.
    void waitForStore();
    [[nodiscard]] bool isWaiting() const { return m_isWaiting; }
    /// What was submitted could not be saved, and can be edited again.
    void refuse(const QString &sentence);
    /// It is saved: closes without a question.
    void finishSaved();
    /// Esc, Cancel and the window's button: asks first where something would be lost.
    void reject() override;

Q_SIGNALS:
    void submitted(const fuseboard::ClientEdit &edit);
    /// The client as it is edited now. isSaved: which is as it was saved.
    void exportRequested(const fuseboard::ClientConfig &config, bool isSaved);

private:
    struct Undo
    {
        ConfigDraft::State before;
        std::optional<ConfigDraft::State> after; // once it is done
        QString what;
    };

    void build(const Theme &theme);
    void makePages(const Theme &theme);
    QWidget *makeBody();
    void connectParts();
    void followSecretStore();
    void showKept();
    void refresh();
    void refreshBadges();
    void showSecretBadge();
    [[nodiscard]] QStringList lackingSecrets() const;
    [[nodiscard]] int emptyCountOf(const ConfigPage &page) const;
    void remember(const QString &what);
    [[nodiscard]] QString restoredSentence(const JsonValue &tree, const QStringList &typed) const;
    void undo();
    void submit();
    void setWaiting(bool isWaiting);
    void runTest();
    [[nodiscard]] ClientConfig trialConfig() const;
    [[nodiscard]] bool isSaveable() const;

    const DialogMeans m_means;
    const Purpose m_purpose;
    const QString m_nameBefore; ///< its secrets are kept under it
    ConfigDraft m_draft;
    KeptSecrets *m_kept = nullptr;
    QList<Undo> m_undo;
    QList<ConfigPage *> m_pages; // in the order of Page, without File
    PageList *m_list;
    QStackedWidget *m_stack;
    PipelineView *m_pipeline;
    SignInPanel *m_signIn;
    TestPanel *m_test;
    JsonPage *m_file;
    DialogFooter *m_footer;
    bool m_isWaiting = false;
};

} // namespace fuseboard
