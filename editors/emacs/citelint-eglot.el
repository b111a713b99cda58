;;; citelint-eglot.el --- The language server of citelint in Eglot  -*- lexical-binding: t; -*-

;; Put this file on `load-path', and (require 'citelint-eglot) into your init file.  Pages open in
;; `mediawiki-mode' where that package is installed, else in the plain `wikitext-mode' below.

;;; Code:

(require 'eglot)

(define-derived-mode wikitext-mode text-mode "Wikitext"
  "A mode for MediaWiki pages without any colours."
  (setq-local comment-start "<!-- "
              comment-end " -->"))

(unless (fboundp 'mediawiki-mode)
  (add-to-list 'auto-mode-alist
               '("\\.\\(?:wikitext\\|wt\\|mediawiki\\|mw\\|wiki\\)\\'" . wikitext-mode)))

(add-to-list 'eglot-server-programs
             '((wikitext-mode mediawiki-mode) . ("citelint" "lsp")))

(add-hook 'wikitext-mode-hook #'eglot-ensure)
(add-hook 'mediawiki-mode-hook #'eglot-ensure)

(provide 'citelint-eglot)
;;; citelint-eglot.el ends here
