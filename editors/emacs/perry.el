;;; perry.el --- `perry lsp' in Emacs 28 and newer, with eglot  -*- lexical-binding: t -*-

;; Load this file from `init.el', and have `perry' on the PATH.
;; Emacs 29 and newer have eglot; Emacs 28 takes it from GNU ELPA or Debian's elpa-eglot.

(require 'eglot)
(require 'js)
(require 'project)

(defconst perry-modes
  '((perry-typescript-mode :language-id "typescript")
    (typescript-mode :language-id "typescript")
    (typescript-ts-mode :language-id "typescript")
    (js-mode :language-id "javascript")
    (js-ts-mode :language-id "javascript"))
  "Modes whose buffers are given to `perry lsp'; the first that fits counts.")

;; Emacs has a mode for TypeScript only where a package or a grammar is installed.
(define-derived-mode perry-typescript-mode js-mode "TypeScript")

(unless (assoc-default "x.ts" auto-mode-alist #'string-match-p)
  (add-to-list 'auto-mode-alist '("\\.[mc]?ts\\'" . perry-typescript-mode)))

(add-to-list 'eglot-server-programs `(,perry-modes . ("perry" "lsp")))

(dolist (mode perry-modes)
  (add-hook (intern (format "%s-hook" (car mode))) #'eglot-ensure))

;; Inside of an argument list a signature would hide what the name under point is; here both are shown.
(defun perry-show-all ()
  "Let eldoc show all that is known at point."
  (when (and (eglot-managed-p) (assq major-mode perry-modes))
    (setq-local eldoc-documentation-strategy #'eldoc-documentation-compose)))

(add-hook 'eglot-managed-mode-hook #'perry-show-all)

;; The folder of the project is the nearest one above the file that says it is one.
(defun perry-project (folder)
  "The project that FOLDER is in, or nil."
  (let ((root (locate-dominating-file
               folder
               (lambda (above)
                 (seq-some (lambda (name) (file-exists-p (expand-file-name name above)))
                           '("perry.toml" "package.json" "tsconfig.json"))))))
    (and root (list 'perry root))))

(cl-defmethod project-root ((project (head perry)))
  (nth 1 project))

(add-hook 'project-find-functions #'perry-project)

(provide 'perry)
;;; perry.el ends here
