;;; emacs.el --- Emacs shows a diagnostic and applies its fix  -*- lexical-binding: t; -*-

;; With the settings of editors/emacs, as its users do.  Run by run.sh, which sets CITELINT, PAGE,
;; ROOT and what to expect.

(defun expect (variable)
  "What VARIABLE of the environment says."
  (or (getenv variable) (error "No %s" variable)))

(defun wait-for (what condition)
  "Wait until CONDITION, or fail and tell WHAT did not come."
  (let ((until (+ (float-time) 20)))
    (while (not (funcall condition))
      (when (> (float-time) until)
        (message "emacs: waited in vain for %s" what)
        (kill-emacs 1))
      (accept-process-output nil 0.1))))

(defun found ()
  "The diagnostic that is expected, of those that are shown."
  (seq-find (lambda (it) (string-match-p (regexp-quote (expect "MESSAGE")) (flymake-diagnostic-text it)))
            (flymake-diagnostics)))

(defun marked (diagnostic)
  "The text that DIAGNOSTIC marks."
  (buffer-substring-no-properties (flymake-diagnostic-beg diagnostic) (flymake-diagnostic-end diagnostic)))

;; Before Emacs 29, Eglot is a package.
(package-initialize)
(push (expand-file-name "editors/emacs" (expect "ROOT")) load-path)

;; Flymake alone first, then the language server.
(require 'citelint-flymake)
(push (file-name-directory (expect "CITELINT")) exec-path)
(push (format "PATH=%s:%s" (file-name-directory (expect "CITELINT")) (getenv "PATH")) process-environment)
(find-file (expect "PAGE"))
(citelint-flymake-setup)
(flymake-start)
(wait-for "the diagnostic by Flymake alone" #'found)
(unless (equal (marked (found)) (expect "MARKED"))
  (message "emacs: Flymake marks `%s'" (marked (found)))
  (kill-emacs 1))
(kill-buffer)

(require 'citelint-eglot)
(setq eglot-sync-connect 20
      eglot-confirm-server-initiated-edits nil)
(find-file (expect "PAGE"))
(unless (bound-and-true-p eglot--managed-mode)
  (apply #'eglot--connect (eglot--guess-contact)))
(wait-for "the server" (lambda () eglot--managed-mode))
(wait-for "the diagnostic" (lambda () (flymake-start) (found)))
(unless (equal (marked (found)) (expect "MARKED"))
  (message "emacs: `%s' is marked in place of `%s'" (marked (found)) (expect "MARKED"))
  (kill-emacs 1))

(goto-char (flymake-diagnostic-beg (found)))
;; What would ask the user takes what is proposed; the key makes it ask in the minibuffer.
(let ((last-nonmenu-event ?x))
  (cl-letf (((symbol-function 'completing-read) (lambda (&rest arguments) (nth 6 arguments))))
    (call-interactively #'eglot-code-actions)))
(wait-for "the fix" (lambda ()
                      (save-excursion (goto-char (point-min)) (search-forward (expect "FIXED") nil t))))
;; Changes are sent when Emacs is idle, which it never is in a batch.
(eglot--signal-textDocument/didChange)
(wait-for "the diagnostic to go" (lambda () (not (found))))

(message "emacs %s: shows a diagnostic and applies a fix" emacs-version)
(set-buffer-modified-p nil)
(kill-emacs 0)
