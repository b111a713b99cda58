;;; citelint-flymake.el --- What citelint finds, shown by Flymake  -*- lexical-binding: t; -*-

;; For those who want no language server.  Put this file on `load-path', and into your init file:
;;
;;   (require 'citelint-flymake)
;;   (add-hook 'mediawiki-mode-hook #'citelint-flymake-setup)

;;; Code:

(require 'flymake)
(require 'json)

(defvar-local citelint-flymake--process nil
  "The run whose findings are awaited.")

(defun citelint-flymake-setup ()
  "Show what citelint finds in this buffer."
  (add-hook 'flymake-diagnostic-functions #'citelint-flymake nil t)
  (flymake-mode))

(defun citelint-flymake (report &rest _)
  "Check this buffer, and call REPORT with what is found."
  (when (process-live-p citelint-flymake--process)
    (kill-process citelint-flymake--process))
  (let ((page (current-buffer))
        (name (or buffer-file-name "page.wiki"))
        (coding-system-for-write 'utf-8-unix)
        (coding-system-for-read 'utf-8-unix))
    (setq citelint-flymake--process
          (make-process
           :name "citelint" :noquery t :connection-type 'pipe
           :buffer (generate-new-buffer " *citelint*")
           :stderr (get-buffer-create " *citelint errors*")
           :command (list "citelint" "check" "--output-format" "json" "--quiet"
                          "-" "--stdin-filename" name)
           :sentinel (lambda (process _event)
                       (when (memq (process-status process) '(exit signal))
                         (citelint-flymake--done process page report)))))
    (save-restriction
      (widen)
      (process-send-region citelint-flymake--process (point-min) (point-max))
      (process-send-eof citelint-flymake--process))))

(defun citelint-flymake--done (process page report)
  "Give what PROCESS found in PAGE to REPORT, unless a later run has begun."
  (unwind-protect
      (when (and (buffer-live-p page)
                 (eq process (buffer-local-value 'citelint-flymake--process page)))
        (if (memq (process-exit-status process) '(0 1))
            (funcall report (citelint-flymake--read (process-buffer process) page))
          (funcall report :panic :explanation "citelint could not check this page")))
    (kill-buffer (process-buffer process))))

(defun citelint-flymake--read (output page)
  "The findings of OUTPUT as diagnostics of PAGE."
  (let* ((json (with-current-buffer output
                 (goto-char (point-min))
                 (json-parse-buffer :object-type 'alist :array-type 'list)))
         (file (car (alist-get 'files json))))
    (mapcar (lambda (found) (citelint-flymake--diagnostic found page))
            (alist-get 'diagnostics file))))

(defun citelint-flymake--diagnostic (found page)
  "FOUND as a diagnostic of PAGE."
  (let-alist found
    (flymake-make-diagnostic
     page
     (citelint-flymake--position .start page)
     (citelint-flymake--position .end page)
     (pcase .severity ("error" :error) ("warning" :warning) (_ :note))
     (format "%s [%s]%s" .message .rule (if .help (concat "\n" .help) "")))))

(defun citelint-flymake--position (place page)
  "Where PLACE is in PAGE.  Both count characters in the same way."
  (let-alist place
    (with-current-buffer page
      (save-restriction
        (widen)
        (save-excursion
          (goto-char (point-min))
          (forward-line (1- .line))
          (min (point-max) (+ (point) (1- .column))))))))

(provide 'citelint-flymake)
;;; citelint-flymake.el ends here
